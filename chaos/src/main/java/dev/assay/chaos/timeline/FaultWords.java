package dev.assay.chaos.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.assay.bench.cluster.PacketDrop;
import dev.assay.chaos.fault.ClockJump;
import dev.assay.chaos.fault.CloseConnections;
import dev.assay.chaos.fault.DamagedTail;
import dev.assay.chaos.fault.Delay;
import dev.assay.chaos.fault.Disconnect;
import dev.assay.chaos.fault.DiskFull;
import dev.assay.chaos.fault.DropPackets;
import dev.assay.chaos.fault.FailOver;
import dev.assay.chaos.fault.FailingFsync;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.Flapping;
import dev.assay.chaos.fault.HalfOpen;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.KillDuringStart;
import dev.assay.chaos.fault.LeftBehind;
import dev.assay.chaos.fault.LinkSet;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.PartitionShape;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.PowerLoss;
import dev.assay.chaos.fault.ReplaceMember;
import dev.assay.chaos.fault.RollingRestart;
import dev.assay.chaos.fault.SentinelFailOver;
import dev.assay.chaos.fault.Several;
import dev.assay.chaos.fault.SlowFsync;
import dev.assay.chaos.fault.SlowReaders;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.fault.ToxicFault;
import dev.assay.chaos.fault.TransferLeader;
import dev.assay.chaos.scenario.Slo;
import dev.assay.chaos.toxiproxy.toxic.Bandwidth;
import dev.assay.chaos.toxiproxy.toxic.Latency;
import dev.assay.chaos.toxiproxy.toxic.LimitData;
import dev.assay.chaos.toxiproxy.toxic.Noop;
import dev.assay.chaos.toxiproxy.toxic.ResetPeer;
import dev.assay.chaos.toxiproxy.toxic.Slicer;
import dev.assay.chaos.toxiproxy.toxic.SlowClose;
import dev.assay.chaos.toxiproxy.toxic.Timeout;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

import java.io.Serial;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of faults in files: {@code kind} and the components of each record. */
final class FaultWords extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1;

    FaultWords() {
        addSerializer(Duration.class, new DurationWriter());
        addDeserializer(Duration.class, new DurationReader());
        setMixInAnnotation(Fault.class, FaultKinds.class);
        setMixInAnnotation(Toxic.class, ToxicKinds.class);
        setMixInAnnotation(PartitionShape.class, Word.class);
        setMixInAnnotation(Target.class, Word.class);
        setMixInAnnotation(LinkSet.class, Word.class);
        setMixInAnnotation(ToxicFault.Way.class, Word.class);
        setMixInAnnotation(PacketDrop.Side.class, Word.class);
        setMixInAnnotation(Slo.class, WithoutNulls.class);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Partition.class, name = "partition"),
        @JsonSubTypes.Type(value = Flapping.class, name = "flapping"),
        @JsonSubTypes.Type(value = Delay.class, name = "delay"),
        @JsonSubTypes.Type(value = ToxicFault.class, name = "toxic"),
        @JsonSubTypes.Type(value = CloseConnections.class, name = "close-connections"),
        @JsonSubTypes.Type(value = HalfOpen.class, name = "half-open"),
        @JsonSubTypes.Type(value = SlowReaders.class, name = "slow-readers"),
        @JsonSubTypes.Type(value = Kill.class, name = "kill"),
        @JsonSubTypes.Type(value = KillDuringStart.class, name = "kill-during-start"),
        @JsonSubTypes.Type(value = RollingRestart.class, name = "rolling-restart"),
        @JsonSubTypes.Type(value = Pause.class, name = "pause"),
        @JsonSubTypes.Type(value = Disconnect.class, name = "disconnect"),
        @JsonSubTypes.Type(value = DropPackets.class, name = "drop-packets"),
        @JsonSubTypes.Type(value = FailOver.class, name = "fail-over"),
        @JsonSubTypes.Type(value = TransferLeader.class, name = "transfer-leader"),
        @JsonSubTypes.Type(value = ReplaceMember.class, name = "replace-member"),
        @JsonSubTypes.Type(value = PowerLoss.class, name = "power-loss"),
        @JsonSubTypes.Type(value = SlowFsync.class, name = "slow-fsync"),
        @JsonSubTypes.Type(value = FailingFsync.class, name = "failing-fsync"),
        @JsonSubTypes.Type(value = DiskFull.class, name = "disk-full"),
        @JsonSubTypes.Type(value = DamagedTail.class, name = "damaged-tail"),
        @JsonSubTypes.Type(value = ClockJump.class, name = "clock-jump"),
        @JsonSubTypes.Type(value = LeftBehind.class, name = "left-behind"),
        @JsonSubTypes.Type(value = SentinelFailOver.class, name = "sentinel-fail-over"),
        @JsonSubTypes.Type(value = Several.class, name = "several")
    })
    private interface FaultKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Bandwidth.class, name = "bandwidth"),
        @JsonSubTypes.Type(value = Latency.class, name = "latency"),
        @JsonSubTypes.Type(value = LimitData.class, name = "limit_data"),
        @JsonSubTypes.Type(value = Noop.class, name = "noop"),
        @JsonSubTypes.Type(value = ResetPeer.class, name = "reset_peer"),
        @JsonSubTypes.Type(value = Slicer.class, name = "slicer"),
        @JsonSubTypes.Type(value = SlowClose.class, name = "slow_close"),
        @JsonSubTypes.Type(value = Timeout.class, name = "timeout")
    })
    private interface ToxicKinds {}

    private abstract static class Word {
        @JsonValue
        abstract String word();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface WithoutNulls {}

    private static final class DurationWriter extends ValueSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toMillis() + "ms");
        }
    }

    private static final class DurationReader extends ValueDeserializer<Duration> {
        private static final Pattern TEXT = Pattern.compile("(-?\\d{1,9})\\s*(ms|s|m|h)");

        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) {
            String text = in.getString();
            Matcher matcher = TEXT.matcher(text.trim().toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "time '" + text + "': expected a whole number with ms, s, m or h");
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
    }
}

package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.RedisInputStream;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.Selector;
import java.time.Duration;

/** A {@link Connection} of Jedis whose buffer can be flushed and whose socket can be selected. */
final class JedisWire extends Connection {
    private final ChannelSockets sockets;
    private @Nullable Command encoded;
    private @Nullable CommandArguments arguments;
    private @Nullable RedisInputStream input;

    JedisWire(Endpoint endpoint, Duration timeout) {
        this(new ChannelSockets(endpoint, timeout));
    }

    private JedisWire(ChannelSockets sockets) {
        super(sockets);
        this.sockets = sockets;
    }

    /** Connects and says the greeting; an error in answer to it is thrown. */
    void greet(Greeting greeting) {
        connect();
        for (Command command : greeting.commands()) {
            write(command);
            getOne();
        }
    }

    void register(Selector selector, Object attachment) throws IOException {
        sockets.opened().register(selector, attachment);
    }

    void write(Command command) {
        if (command.inline()) {
            try {
                byte[] line = command.words()[0];
                sockets.opened().append(line, 0, line.length);
            } catch (IOException e) {
                throw new JedisConnectionException(e);
            }
            return;
        }
        CommandArguments ready = arguments;
        if (ready == null || encoded != command) {
            ready = new CommandArguments(new Word(command.words()[0]));
            for (int i = 1; i < command.words().length; i++) {
                ready.add(command.words()[i]);
            }
            encoded = command;
            arguments = ready;
        }
        sendCommand(ready);
    }

    @Override
    public void flush() {
        super.flush();
    }

    /**
     * One reply; what it says does not matter, unless it is an error.
     *
     * @throws redis.clients.jedis.exceptions.JedisDataException for an error reply
     * @throws JedisConnectionException when the connection is lost
     */
    void read() {
        var unused = getOne();
    }

    @Override
    protected Object protocolRead(RedisInputStream from, PushConsumerChain consumers) {
        input = from;
        return super.protocolRead(from, consumers);
    }

    /** Whether bytes of another reply have come and were taken from the socket. */
    boolean moreBuffered() {
        RedisInputStream from = input;
        try {
            return from != null && from.available() > 0;
        } catch (IOException e) {
            throw new JedisConnectionException(e);
        }
    }

    /** The name of a command; Jedis has an enum of those it knows. */
    private record Word(byte[] raw) implements ProtocolCommand {
        @Override
        public byte[] getRaw() {
            return raw;
        }
    }

    /** Makes the one socket of a connection. */
    private static final class ChannelSockets implements JedisSocketFactory {
        private final Endpoint endpoint;
        private final Duration timeout;
        private @Nullable ChannelSocket socket;

        ChannelSockets(Endpoint endpoint, Duration timeout) {
            this.endpoint = endpoint;
            this.timeout = timeout;
        }

        @Override
        public Socket createSocket() {
            if (socket != null) {
                throw new JedisConnectionException("the connection is closed");
            }
            try {
                ChannelSocket connected = ChannelSocket.connect(endpoint, timeout);
                socket = connected;
                return connected;
            } catch (IOException e) {
                throw new JedisConnectionException(String.valueOf(e.getMessage()), e);
            }
        }

        ChannelSocket opened() {
            ChannelSocket open = socket;
            if (open == null) {
                throw new JedisConnectionException("not connected");
            }
            return open;
        }
    }
}

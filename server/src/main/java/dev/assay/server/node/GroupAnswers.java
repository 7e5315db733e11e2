package dev.assay.server.node;

import dev.assay.server.data.Failure;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerService;

import java.util.List;
import java.util.function.Consumer;

/** Hands what other nodes ask to the group that it is about. */
final class GroupAnswers implements PeerService {

    private final List<PeerService> groups;

    GroupAnswers(List<PeerService> groups) {
        this.groups = List.copyOf(groups);
    }

    @Override
    public void handle(PeerMessage.Request request, Consumer<PeerMessage.Answer> answer) {
        if (!(request instanceof PeerMessage.InGroup in)) {
            groups.get(0).handle(request, answer);
        } else if (in.group() < groups.size()) {
            groups.get(in.group()).handle(in.request(), answer);
        } else {
            answer.accept(new PeerMessage.Refusal(Failure.NO_LEADER));
        }
    }
}

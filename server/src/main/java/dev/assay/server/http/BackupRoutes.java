package dev.assay.server.http;

import dev.assay.server.security.Password;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * {@code GET /backup} and {@code POST /restore}, whose bodies are too long to be held whole: it
 * stands before all that wants whole requests, and lets everything else pass. What the client sent
 * before is answered first; behind such a request nothing is taken on the connection, which closes
 * after the answer. On the event loop, but for the reading of a backup.
 */
final class BackupRoutes extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BackupRoutes.class);

    private static final String BACKUP = "/backup";
    private static final String RESTORE = "/restore";

    /** Pieces of a restore that wait for the log; the rest stays in the socket. */
    private static final int PIECES_MAX = 4;

    private final Backups backups;
    private final Executor blocking;
    private final Optional<Password> password;

    /** Requests that were let pass and are not answered yet. */
    private int unanswered;

    private @Nullable HttpRequest request;
    private final Deque<HttpContent> pieces = new ArrayDeque<>();
    private boolean begun;
    private boolean answered;
    private boolean taking;
    private boolean inputEnded;
    private Backups.@Nullable Restore restore;
    private Backups.@Nullable Backup backup;

    /**
     * @param blocking where backups are read
     */
    BackupRoutes(Backups backups, Executor blocking, Optional<Password> password) {
        this.backups = backups;
        this.blocking = blocking;
        this.password = password;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (request != null) {
            if (message instanceof HttpContent piece && !inputEnded) {
                take(ctx, piece);
            } else {
                ReferenceCountUtil.release(message);
            }
            return;
        }
        if (message instanceof HttpRequest asked && isOurs(asked)) {
            request = asked;
            beginIfItsTurn(ctx);
            return;
        }
        if (message instanceof LastHttpContent) {
            unanswered++;
        }
        ctx.fireChannelRead(message);
    }

    private static boolean isOurs(HttpRequest asked) {
        if (!asked.decoderResult().isSuccess()) {
            return false;
        }
        String path = pathOf(asked);
        return path.equals(BACKUP) || path.equals(RESTORE);
    }

    private static String pathOf(HttpRequest asked) {
        try {
            return new QueryStringDecoder(asked.uri()).path();
        } catch (IllegalArgumentException e) {
            return ""; // Answered by those who answer bad addresses.
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        boolean isAnswer = message instanceof LastHttpContent
                && !(message instanceof HttpResponse response
                        && response.status().equals(HttpResponseStatus.CONTINUE));
        ctx.write(message, promise);
        if (isAnswer) {
            unanswered--;
            beginIfItsTurn(ctx);
        }
    }

    private void beginIfItsTurn(ChannelHandlerContext ctx) {
        HttpRequest asked = request;
        if (asked == null || begun || unanswered > 0) {
            return;
        }
        begun = true;
        boolean asksFirst = HttpUtil.is100ContinueExpected(asked) && pieces.isEmpty();
        boolean isBackup = pathOf(asked).equals(BACKUP);
        HttpMethod wanted = isBackup ? HttpMethod.GET : HttpMethod.POST;
        if (password.isPresent()
                && !password.get()
                        .acceptsAuthorization(asked.headers().get(HttpHeaderNames.AUTHORIZATION))) {
            refuse(ctx, Answer.unauthorized(), asksFirst);
        } else if (!asked.method().equals(wanted)) {
            refuse(
                    ctx,
                    Answer.refused(
                            HttpResponseStatus.METHOD_NOT_ALLOWED,
                            asked.method() + " is not " + wanted),
                    asksFirst);
        } else if (!problemOfGroup(asked).isEmpty()) {
            refuse(ctx, Answer.badRequest(problemOfGroup(asked)), asksFirst);
        } else if (isBackup) {
            open(ctx, asked.protocolVersion(), group(asked));
        } else {
            restore = backups.restore(group(asked));
            if (asksFirst) {
                ctx.writeAndFlush(HttpHandler.continued());
            }
            pump(ctx);
        }
    }

    private String problemOfGroup(HttpRequest asked) {
        Optional<String> group = groupParameter(asked);
        return group.isEmpty() && backups.groups() > 1
                ? "each group has its own backups: expected ?group=0 to " + (backups.groups() - 1)
                : Call.problemOfGroup(group, backups.groups());
    }

    private static int group(HttpRequest asked) {
        return groupParameter(asked).map(Integer::parseInt).orElse(0);
    }

    private static Optional<String> groupParameter(HttpRequest asked) {
        List<String> values =
                new QueryStringDecoder(asked.uri()).parameters().get(Call.GROUP_PARAMETER);
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    private void open(ChannelHandlerContext ctx, HttpVersion version, int group) {
        blocking(ctx, () -> {
            try {
                Backups.Backup opened = backups.backup(group);
                ctx.executor().execute(() -> begin(ctx, version, opened));
            } catch (IOException e) {
                ctx.executor()
                        .execute(() -> answer(
                                ctx,
                                Answer.refused(
                                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                                        String.valueOf(e.getMessage()))));
            }
        });
    }

    private void begin(ChannelHandlerContext ctx, HttpVersion version, Backups.Backup opened) {
        backup = opened;
        if (!ctx.channel().isActive()) {
            close(ctx);
            return;
        }
        answered = true;
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(Answer.RAFT_INDEX, Long.toString(opened.index()));
        // Before 1.1 the end of the connection is the end of the body.
        HttpUtil.setTransferEncodingChunked(response, version.equals(HttpVersion.HTTP_1_1));
        ctx.write(response);
        next(ctx, opened);
    }

    /** One piece is read when the one before it is in the socket. */
    private void next(ChannelHandlerContext ctx, Backups.Backup from) {
        blocking(ctx, () -> {
            byte @Nullable [] piece;
            try {
                piece = from.next();
            } catch (IOException e) {
                LOG.warn("a backup ends early: {}", e.toString());
                ctx.close(); // The client sees no end of the body.
                return;
            }
            if (piece == null) {
                ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
                        .addListener(ChannelFutureListener.CLOSE);
            } else {
                ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)))
                        .addListener(sent -> {
                            if (sent.isSuccess()) {
                                next(ctx, from);
                            } else {
                                ctx.close();
                            }
                        });
            }
        });
    }

    private void blocking(ChannelHandlerContext ctx, Runnable work) {
        try {
            blocking.execute(work);
        } catch (RejectedExecutionException e) {
            ctx.close(); // The node stops.
        }
    }

    private void take(ChannelHandlerContext ctx, HttpContent piece) {
        inputEnded = piece instanceof LastHttpContent;
        pieces.add(piece);
        pump(ctx);
    }

    private void pump(ChannelHandlerContext ctx) {
        Backups.Restore into = restore;
        if (answered) {
            // What still comes is for nothing; a connection closed on it would lose the answer.
            forgetPieces();
            if (inputEnded && backup == null) {
                ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        } else if (into != null && !taking) {
            HttpContent piece = pieces.poll();
            if (piece == null) {
                return;
            }
            byte[] bytes = ByteBufUtil.getBytes(piece.content());
            piece.release();
            taking = true;
            into.add(
                    bytes,
                    result -> ctx.executor().execute(() -> {
                        taking = false;
                        if (!result.ok()) {
                            answer(ctx, ClusterRoutes.answerOf(result));
                        } else if (piece instanceof LastHttpContent) {
                            taking = true;
                            into.end(done -> ctx.executor().execute(() -> {
                                taking = false;
                                answer(ctx, ClusterRoutes.answerOf(done));
                            }));
                        }
                        pump(ctx);
                    }));
        }
        ctx.channel().config().setAutoRead(pieces.size() < PIECES_MAX);
    }

    /** Who asked before sending, and is refused, sends nothing. */
    private void refuse(ChannelHandlerContext ctx, Answer answer, boolean asksFirst) {
        inputEnded |= asksFirst;
        answer(ctx, answer);
    }

    private void answer(ChannelHandlerContext ctx, Answer answer) {
        answered = true;
        HttpHandler.write(ctx, answer, false);
        pump(ctx);
    }

    private void forgetPieces() {
        pieces.forEach(HttpContent::release);
        pieces.clear();
    }

    /** A client that says nothing for long has gone, unless it is ours to say something. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!begun) {
            ctx.fireUserEventTriggered(event);
        } else if (event instanceof IdleStateEvent && backup == null && !taking
                || event instanceof ChannelInputShutdownEvent && !inputEnded) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        close(ctx);
        ctx.fireChannelInactive();
    }

    private void close(ChannelHandlerContext ctx) {
        forgetPieces();
        Backups.Restore into = restore;
        if (into != null && !answered) {
            into.abandon();
        }
        Backups.Backup from = backup;
        if (from != null) {
            // Where it is read, for one thread at a time may use it.
            blocking(ctx, from::close);
        }
    }
}

package dev.assay.chaos.toxiproxy.api;

import dev.assay.chaos.toxiproxy.proxy.AttachedToxic;
import dev.assay.chaos.toxiproxy.proxy.ProxyCollection;
import dev.assay.chaos.toxiproxy.proxy.TwinProxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each request of the API does and answers. Called by the control thread only, which waits for
 * the data plane inside.
 */
final class Routes {

    /** What the API claims to be, since it has that version's routes and bodies. */
    private static final String VERSION = "2.12.0";

    /** Web pages must not reach the API of a developer's machine through the browser. */
    private static final String BROWSER = "Mozilla/";

    private final ProxyCollection proxies;
    private final List<Route> routes;

    /** @param path segments, where {@code *} stands for a name */
    private record Route(List<String> methods, List<String> path, Action action) {

        static Route of(String methods, String path, Action action) {
            return new Route(List.of(methods.split(" ")), segments(path), action);
        }

        /** The names in the path, or empty if it is another path. */
        Optional<List<String>> match(List<String> asked) {
            if (asked.size() != path.size()) {
                return Optional.empty();
            }
            List<String> names = new ArrayList<>();
            for (int i = 0; i < path.size(); i++) {
                if (path.get(i).equals("*") && !asked.get(i).isEmpty()) {
                    names.add(asked.get(i));
                } else if (!path.get(i).equals(asked.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(names);
        }
    }

    /** Given the names in the path and the body. */
    @FunctionalInterface
    private interface Action {
        ApiReply answer(List<String> names, String body) throws ApiException, IOException;
    }

    Routes(ProxyCollection proxies) {
        this.proxies = proxies;
        this.routes = List.of(
                Route.of("POST", "/reset", (names, body) -> reset()),
                Route.of("GET", "/proxies", (names, body) -> listProxies()),
                Route.of("POST", "/proxies", (names, body) -> createProxy(body)),
                Route.of("POST", "/populate", (names, body) -> populate(body)),
                Route.of("GET", "/proxies/*", (names, body) -> showProxy(names)),
                Route.of("POST PATCH", "/proxies/*", this::updateProxy),
                Route.of("DELETE", "/proxies/*", (names, body) -> deleteProxy(names)),
                Route.of("GET", "/proxies/*/toxics", (names, body) -> listToxics(names)),
                Route.of("POST", "/proxies/*/toxics", this::createToxic),
                Route.of("GET", "/proxies/*/toxics/*", (names, body) -> showToxic(names)),
                Route.of("POST PATCH", "/proxies/*/toxics/*", this::updateToxic),
                Route.of("DELETE", "/proxies/*/toxics/*", (names, body) -> deleteToxic(names)),
                Route.of("GET", "/version", (names, body) -> version()),
                Route.of("GET", "/metrics", (names, body) -> metrics()));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    ApiReply answer(ApiRequest request) {
        List<String> path = segments(request.path());
        boolean known = false;
        for (Route route : routes) {
            Optional<List<String>> names = route.match(path);
            if (names.isEmpty()) {
                continue;
            }
            known = true;
            if (route.methods().contains(request.method())) {
                return answer(route, names.get(), request);
            }
        }
        return known ? ApiReply.empty(405) : ApiReply.error(404, "404 page not found");
    }

    private static ApiReply answer(Route route, List<String> names, ApiRequest request) {
        if (request.userAgent().startsWith(BROWSER)) {
            return ApiReply.error(403, "User agent not allowed");
        }
        try {
            return route.action().answer(names, request.body());
        } catch (ApiException e) {
            return ApiReply.error(e.status(), ApiJson.error(e));
        } catch (IOException e) {
            ApiException failed = ApiException.failed(String.valueOf(e.getMessage()));
            return ApiReply.error(failed.status(), ApiJson.error(failed));
        }
    }

    private ApiReply reset() throws IOException {
        proxies.reset();
        return ApiReply.empty(204);
    }

    private ApiReply listProxies() {
        return ApiReply.json(200, ApiJson.proxies(proxies.all()));
    }

    private ApiReply createProxy(String body) throws ApiException, IOException {
        ProxyRequest wanted = ProxyRequest.parse(body, "", "", true);
        wanted.requireFields("");
        if (proxies.get(wanted.name()).isPresent()) {
            throw ApiException.proxyAlreadyExists();
        }
        TwinProxy added =
                proxies.add(wanted.name(), wanted.listen(), wanted.upstream(), wanted.enabled());
        return ApiReply.json(201, ApiJson.proxy(added));
    }

    /** Stops at the first that fails; those before it stay. */
    private ApiReply populate(String body) {
        List<TwinProxy> done = new ArrayList<>();
        try {
            List<ProxyRequest> all = ProxyRequest.parseAll(body);
            for (int i = 0; i < all.size(); i++) {
                all.get(i).requireFields(" at proxy " + (i + 1));
            }
            for (ProxyRequest wanted : all) {
                done.add(proxies.addOrReplace(
                        wanted.name(), wanted.listen(), wanted.upstream(), wanted.enabled()));
            }
            return ApiReply.json(201, ApiJson.populated(done));
        } catch (ApiException e) {
            return ApiReply.json(e.status(), ApiJson.populated(done, e));
        } catch (IOException e) {
            ApiException failed = ApiException.failed(String.valueOf(e.getMessage()));
            return ApiReply.json(failed.status(), ApiJson.populated(done, failed));
        }
    }

    private ApiReply showProxy(List<String> names) throws ApiException {
        return ApiReply.json(200, ApiJson.proxy(proxy(names)));
    }

    private ApiReply updateProxy(List<String> names, String body) throws ApiException, IOException {
        TwinProxy proxy = proxy(names);
        ProxyRequest wanted =
                ProxyRequest.parse(body, proxy.listen(), proxy.upstream(), proxy.enabled());
        proxy.update(wanted.listen(), wanted.upstream(), wanted.enabled());
        return ApiReply.json(200, ApiJson.proxy(proxy));
    }

    private ApiReply deleteProxy(List<String> names) throws ApiException, IOException {
        proxies.remove(proxy(names));
        return ApiReply.empty(204);
    }

    private ApiReply listToxics(List<String> names) throws ApiException {
        return ApiReply.json(200, ApiJson.toxics(proxy(names).toxics()));
    }

    private ApiReply createToxic(List<String> names, String body) throws ApiException, IOException {
        TwinProxy proxy = proxy(names);
        AttachedToxic toxic = ToxicRequest.parseNew(body);
        if (proxy.toxic(toxic.name()).isPresent()) {
            throw ApiException.toxicAlreadyExists();
        }
        proxy.add(toxic);
        return ApiReply.json(200, ApiJson.toxic(toxic));
    }

    private ApiReply showToxic(List<String> names) throws ApiException {
        return ApiReply.json(200, ApiJson.toxic(toxic(names)));
    }

    private ApiReply updateToxic(List<String> names, String body) throws ApiException, IOException {
        AttachedToxic updated = ToxicRequest.parseUpdate(body, toxic(names));
        proxy(names).update(updated);
        return ApiReply.json(200, ApiJson.toxic(updated));
    }

    private ApiReply deleteToxic(List<String> names) throws ApiException, IOException {
        proxy(names).remove(toxic(names));
        return ApiReply.empty(204);
    }

    private static ApiReply version() {
        return new ApiReply(
                200, "application/json;charset=utf-8", "{\"version\": \"" + VERSION + "\"}\n");
    }

    private ApiReply metrics() {
        return new ApiReply(200, MetricsText.CONTENT_TYPE, MetricsText.write(proxies.all()));
    }

    private TwinProxy proxy(List<String> names) throws ApiException {
        return proxies.get(names.get(0)).orElseThrow(ApiException::proxyNotFound);
    }

    private AttachedToxic toxic(List<String> names) throws ApiException {
        return proxy(names).toxic(names.get(1)).orElseThrow(ApiException::toxicNotFound);
    }
}

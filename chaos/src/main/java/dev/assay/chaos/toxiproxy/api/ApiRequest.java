package dev.assay.chaos.toxiproxy.api;

/**
 * @param path decoded, without the query
 * @param userAgent empty if the request names none
 */
record ApiRequest(String method, String path, String userAgent, String body) {}

package dev.bylaw.rego.internal.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request.
 *
 * @param method in upper case
 * @param uri where it goes
 * @param headers its headers
 * @param body its body
 * @param redirects whether redirects are followed
 * @param timeout how long it may take, redirects included
 */
public record HttpCall(
        String method, URI uri, Map<String, String> headers, byte[] body, boolean redirects, Duration timeout) {
    /** Copies the headers. */
    public HttpCall {
        headers = Map.copyOf(headers);
    }
}

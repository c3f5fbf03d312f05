package dev.bylaw.rego.internal.http;

import dev.bylaw.rego.HttpOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;

/** Sends requests. Thread-safe. */
public final class HttpTransport {
    private static final int MAX_REDIRECTS = 10;
    private static final long POLL_MILLIS = 20;
    private static final long POLL_WORK = 4096;

    /** Headers that a redirect to another host does not take along. */
    private static final Set<String> SECRETS =
            Set.of("authorization", "cookie", "cookie2", "www-authenticate", "proxy-authorization");

    private final HttpClient client;
    private final HttpOptions options;

    /**
     * A transport.
     *
     * @param options the limits
     * @param security certificates and keys; null for those of the Java runtime
     */
    public HttpTransport(HttpOptions options, SSLContext security) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        if (security != null) {
            builder.sslContext(security);
        }
        this.client = builder.build();
        this.options = options;
    }

    /**
     * Sends a request, and follows redirects where that is wanted.
     *
     * @param call the request
     * @param work called while it waits
     * @param sending told of each request that is sent
     * @return the answer
     * @throws HttpFailure if there is none
     */
    public HttpAnswer send(HttpCall call, LongConsumer work, Consumer<URI> sending) throws HttpFailure {
        long deadline = System.nanoTime() + call.timeout().toNanos();
        HttpCall current = call;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            checkHost(current.uri());
            sending.accept(current.uri());
            HttpAnswer answer = exchange(current, deadline, work);
            URI target = call.redirects() ? target(current, answer) : null;
            if (target == null) {
                return answer;
            }
            current = redirected(current, answer.code(), target);
        }
        throw failure(call, "stopped after " + MAX_REDIRECTS + " redirects");
    }

    private void checkHost(URI uri) throws HttpFailure {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw HttpFailure.ofNetwork("unsupported protocol scheme \"" + scheme + "\"");
        }
        String host = uri.getHost();
        if (host == null) {
            throw HttpFailure.ofNetwork("no Host in request URL");
        }
        if (!options.hosts().test(host.toLowerCase(Locale.ROOT))) {
            throw HttpFailure.ofRequest("disallowed host: " + host);
        }
    }

    private static URI target(HttpCall call, HttpAnswer answer) throws HttpFailure {
        boolean redirects =
                switch (answer.code()) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
        String location = answer.header("location");
        if (!redirects || location.isEmpty()) {
            return null;
        }
        URI target;
        try {
            target = call.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw failure(call, "failed to parse Location header \"" + location + "\"");
        }
        boolean kept = call.uri().getScheme().equalsIgnoreCase(target.getScheme())
                || call.uri().getScheme().equalsIgnoreCase("http") && "https".equalsIgnoreCase(target.getScheme());
        if (!kept) {
            throw failure(call, "a redirect to another scheme is not followed: " + target);
        }
        return target;
    }

    private static HttpCall redirected(HttpCall call, int code, URI target) {
        boolean same = target.getHost() != null
                && target.getHost().equalsIgnoreCase(call.uri().getHost());
        Map<String, String> headers = new HashMap<>();
        call.headers().forEach((name, value) -> {
            if (same || !SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, value);
            }
        });
        boolean repeats = code == 307 || code == 308;
        boolean asks = call.method().equals("GET") || call.method().equals("HEAD");
        return new HttpCall(
                repeats || asks ? call.method() : "GET",
                target,
                headers,
                repeats ? call.body() : new byte[0],
                true,
                call.timeout());
    }

    private static HttpFailure failure(HttpCall call, String message) {
        String method =
                call.method().substring(0, 1) + call.method().substring(1).toLowerCase(Locale.ROOT);
        return HttpFailure.ofNetwork(method + " \"" + call.uri() + "\": " + message);
    }

    private HttpAnswer exchange(HttpCall call, long deadline, LongConsumer work) throws HttpFailure {
        HttpRequest request;
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri())
                    .timeout(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))
                    .method(
                            call.method(),
                            call.body().length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(builder::header);
            request = builder.build();
        } catch (IllegalArgumentException e) {
            throw HttpFailure.ofRequest(e.getMessage());
        }
        CompletableFuture<HttpResponse<byte[]>> future =
                client.sendAsync(request, info -> new LimitedBody(options.maxResponseBytes()));
        try {
            return answer(await(future, call, deadline, work));
        } finally {
            // Whatever ends the wait ends the request.
            future.cancel(true);
        }
    }

    private static HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> future, HttpCall call, long deadline, LongConsumer work)
            throws HttpFailure {
        while (true) {
            try {
                return future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                work.accept(POLL_WORK);
                if (System.nanoTime() - deadline > 0) {
                    throw timedOut(call);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                work.accept(POLL_WORK);
                throw failure(call, "interrupted");
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                if (cause instanceof HttpTimeoutException) {
                    throw timedOut(call);
                }
                if (cause instanceof ConnectException) {
                    throw failure(call, "connection refused");
                }
                String message = cause instanceof IOException && cause.getMessage() != null
                        ? cause.getMessage()
                        : cause.toString();
                throw failure(call, message);
            }
        }
    }

    private static HttpFailure timedOut(HttpCall call) {
        String method =
                call.method().substring(0, 1) + call.method().substring(1).toLowerCase(Locale.ROOT);
        return HttpFailure.ofNetwork(method + " " + call.uri() + ": request timed out");
    }

    private static HttpAnswer answer(HttpResponse<byte[]> response) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")) {
                headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
            }
        });
        return new HttpAnswer(response.statusCode(), headers, response.body());
    }
}

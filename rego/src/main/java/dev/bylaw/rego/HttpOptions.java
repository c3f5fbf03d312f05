package dev.bylaw.rego;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What {@code http.send} and {@code net.lookup_ip_addr} may do where they are granted. Immutable; thread-safe if the predicate is.
 *
 * @param timeout how long one request may take, redirects included, unless its {@code timeout} says less
 * @param maxResponseBytes the longest body of an answer, in bytes, decompressed
 * @param maxRequests how many requests one evaluation may send; redirects and repetitions count
 * @param hosts asked with the host of each request and redirect, in lower case, and with each name that is looked up;
 *     false refuses it
 */
public record HttpOptions(Duration timeout, int maxResponseBytes, int maxRequests, Predicate<String> hosts) {
    /** Five seconds, ten million bytes, a hundred requests, every host. */
    public static final HttpOptions DEFAULT = new HttpOptions(Duration.ofSeconds(5), 10_000_000, 100, host -> true);

    /** Checks that nothing is missing and that limits are positive. */
    public HttpOptions {
        Objects.requireNonNull(timeout, "timeout is null");
        Objects.requireNonNull(hosts, "hosts is null");
        if (timeout.isNegative() || timeout.isZero() || maxResponseBytes < 1 || maxRequests < 1) {
            throw new IllegalArgumentException("limits of http.send must be positive");
        }
    }

    /**
     * {@return the same options with another time limit}
     *
     * @param limit how long a request may take
     */
    public HttpOptions withTimeout(Duration limit) {
        return new HttpOptions(limit, maxResponseBytes, maxRequests, hosts);
    }

    /**
     * {@return the same options with another limit on answers}
     *
     * @param limit how long an answer may be, in bytes
     */
    public HttpOptions withMaxResponseBytes(int limit) {
        return new HttpOptions(timeout, limit, maxRequests, hosts);
    }

    /**
     * {@return the same options with another number of requests}
     *
     * @param limit how many requests an evaluation may make
     */
    public HttpOptions withMaxRequests(int limit) {
        return new HttpOptions(timeout, maxResponseBytes, limit, hosts);
    }

    /**
     * {@return the same options for other hosts}
     *
     * @param allowed says whether a host may be asked
     */
    public HttpOptions withHosts(Predicate<String> allowed) {
        return new HttpOptions(timeout, maxResponseBytes, maxRequests, allowed);
    }
}

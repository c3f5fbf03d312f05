package dev.bylaw.rego;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A builtin that reaches outside its arguments, or whose results are not the same each time. A policy may call it only
 * where {@link Capabilities} grant it.
 */
public enum Grant {
    /** {@code http.send}: requests to other machines, as the policy says. */
    HTTP_SEND("http.send", "it sends requests over the network"),
    /** {@code net.lookup_ip_addr}: questions to the name service of the machine. */
    LOOKUP_IP_ADDRESS("net.lookup_ip_addr", "it asks the name service"),
    /** {@code opa.runtime}: what {@link Capabilities#withRuntime} says of the process, nothing by default. */
    RUNTIME("opa.runtime", "its result is not the same everywhere"),
    /** {@code rand.intn}: numbers that follow from {@link EvaluationOptions#seed}. */
    RANDOM("rand.intn", "its result is left to chance"),
    /** {@code uuid.rfc4122}: identifiers that follow from {@link EvaluationOptions#seed}. */
    UUID("uuid.rfc4122", "its result is left to chance"),
    /** {@code time.now_ns}: {@link EvaluationOptions#now}, the same throughout an evaluation. */
    NOW("time.now_ns", "its result is not the same each time");

    private final String builtin;
    private final String reason;

    Grant(String builtin, String reason) {
        this.builtin = builtin;
        this.reason = reason;
    }

    /** {@return the name of the builtin} */
    public String builtin() {
        return builtin;
    }

    /** {@return why it has to be granted: a clause that begins with "it" or "its"} */
    public String reason() {
        return reason;
    }

    /**
     * The grant for a builtin.
     *
     * @param builtin a name, for example {@code http.send}
     * @return the grant; empty where the builtin needs none or does not exist
     */
    public static Optional<Grant> find(String builtin) {
        Objects.requireNonNull(builtin, "builtin is null");
        return Arrays.stream(values())
                .filter(grant -> grant.builtin.equals(builtin))
                .findFirst();
    }

    /**
     * The grant for a builtin.
     *
     * @param builtin a name, for example {@code http.send}
     * @return the grant
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Grant of(String builtin) {
        return find(builtin)
                .orElseThrow(() -> new IllegalArgumentException("\"" + builtin + "\" is not to be granted; there are "
                        + Arrays.stream(values()).map(Grant::builtin).collect(Collectors.joining(", "))));
    }
}

package dev.bylaw.rego.internal.http;

/** A request that was not sent, or not answered. */
public final class HttpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean network;

    private HttpFailure(String message, boolean network) {
        super(message, null, false, false);
        this.network = network;
    }

    /** A request that cannot be sent as it is. */
    public static HttpFailure ofRequest(String message) {
        return new HttpFailure(message, false);
    }

    /** A fault on the way. */
    public static HttpFailure ofNetwork(String message) {
        return new HttpFailure(message, true);
    }

    /** {@return whether it happened on the way} */
    public boolean isNetwork() {
        return network;
    }
}

package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.HttpOptions;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.http.HttpCall;
import dev.bylaw.rego.internal.http.HttpFailure;
import dev.bylaw.rego.internal.time.Durations;
import dev.bylaw.rego.internal.time.TimeSyntaxException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the object that describes a request. Used once. */
final class HttpRequestReader {
    private static final List<String> TEXTS =
            List.of("method", "url", "raw_body", "tls_ca_cert", "tls_client_cert", "tls_client_key");

    /** What would read files or the environment, or what Java has no way for. */
    private static final List<String> REFUSED = List.of(
            "tls_ca_cert_file",
            "tls_ca_cert_env_variable",
            "tls_client_cert_file",
            "tls_client_cert_env_variable",
            "tls_client_key_file",
            "tls_client_key_env_variable",
            "tls_server_name");

    private final BuiltinContext context;
    private final ObjectValue request;
    private final HttpOptions options;

    HttpRequestReader(BuiltinContext context, ObjectValue request, HttpOptions options) {
        this.context = context;
        this.request = request;
        this.options = options;
    }

    HttpCall call() throws HttpFailure {
        for (String name : REFUSED) {
            if (request.get(name) != null) {
                throw BuiltinException.of(name + " is not supported: certificates and keys are given as texts");
            }
        }
        for (String name : TEXTS) {
            if (request.get(name) != null && !(request.get(name) instanceof StringValue)) {
                throw BuiltinException.of("\"" + name + "\" must be a string");
            }
        }
        String method = text("method").replace("\"", "").toUpperCase(Locale.ROOT);
        String address = text("url").replace("\"", "");
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw HttpFailure.ofNetwork("parse \"" + address + "\": " + e.getReason());
        }
        return new HttpCall(
                method.isEmpty() ? "GET" : method,
                uri,
                headers(),
                HttpRequests.body(context, request),
                flag("enable_redirect"),
                timeout());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        Value value = request.get("headers");
        if (value != null && !(value instanceof ObjectValue)) {
            throw BuiltinException.of("invalid type for headers key");
        }
        boolean agent = false;
        if (value instanceof ObjectValue given) {
            for (int i = 0; i < given.size(); i++) {
                if (!(given.keyAt(i) instanceof StringValue name)) {
                    throw BuiltinException.of("invalid type for headers key");
                }
                if (!(given.valueAt(i) instanceof StringValue text)) {
                    throw BuiltinException.of("invalid type for headers value " + Messages.shown(given.valueAt(i)));
                }
                headers.put(name.value(), text.value());
                agent |= name.value().equalsIgnoreCase("user-agent");
            }
        }
        if (!agent) {
            headers.put("User-Agent", "bylaw-rego");
        }
        return headers;
    }

    /** How long the request may take: what it says, at most what is allowed. */
    private Duration timeout() {
        Value value = request.get("timeout");
        Duration wanted = options.timeout();
        if (value instanceof NumberValue number && number.isLong()) {
            wanted = Duration.ofNanos(number.longValue());
        } else if (value instanceof StringValue text) {
            try {
                wanted = Duration.ofNanos(Durations.parse(text.value()));
            } catch (TimeSyntaxException e) {
                throw BuiltinException.of(e.getMessage());
            }
        } else if (value != null) {
            throw BuiltinException.of("'timeout' must be one of {string, number} but got "
                    + value.type().text());
        }
        return wanted.compareTo(options.timeout()) < 0 && !wanted.isZero() ? wanted : options.timeout();
    }

    /** What secures the connection; empty where the request says nothing about it. */
    Optional<Value> security() {
        ObjectValue.Builder out = ObjectValue.builder();
        boolean any = false;
        for (String name : List.of("tls_ca_cert", "tls_client_cert", "tls_client_key", "tls_insecure_skip_verify")) {
            if (request.get(name) != null) {
                out.put(name, request.get(name));
                any = true;
            }
        }
        return any ? Optional.of(out.build()) : Optional.empty();
    }

    String text(String name) {
        return request.get(name) instanceof StringValue text ? text.value() : "";
    }

    boolean flag(String name) {
        Value value = request.get(name);
        if (value != null && !(value instanceof BooleanValue)) {
            throw BuiltinException.of("invalid value for " + name + " field");
        }
        return value != null && ((BooleanValue) value).value();
    }

    int integer(String name) {
        Value value = request.get(name);
        if (value == null) {
            return 0;
        }
        if (!(value instanceof NumberValue number) || !number.isLong() || number.longValue() < 0) {
            throw BuiltinException.of("\"" + name + "\" must be a number");
        }
        return (int) Math.min(Integer.MAX_VALUE, number.longValue());
    }
}

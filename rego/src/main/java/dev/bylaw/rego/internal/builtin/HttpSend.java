package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.HttpOptions;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.crypto.CryptoException;
import dev.bylaw.rego.internal.crypto.Security;
import dev.bylaw.rego.internal.http.HttpAnswer;
import dev.bylaw.rego.internal.http.HttpCall;
import dev.bylaw.rego.internal.http.HttpFailure;
import dev.bylaw.rego.internal.http.HttpTransport;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.json.JsonSyntaxException;
import dev.bylaw.rego.internal.value.Utf8;
import dev.bylaw.rego.internal.yaml.YamlReader;
import dev.bylaw.rego.internal.yaml.YamlSyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends a request. Within one evaluation the same request is sent once; nothing is kept beyond it. */
final class HttpSend {
    private static final String NAME = "http.send";
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long POLL_MILLIS = 20;
    private static final long POLL_WORK = 4096;
    private static final int MAX_RETRIES = 10;

    /** The codes of answers that are kept within an evaluation. */
    private static final Set<Integer> KEPT = Set.of(200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501);

    private final HttpOptions options;

    /** The transport without certificates of a policy; made when it is first needed. */
    private volatile HttpTransport plain;

    /** What one evaluation has sent, and has been answered. */
    private static final class Traffic {
        private final Map<Value, Value> answers = new HashMap<>();
        private final Map<Value, HttpFailure> failures = new HashMap<>();
        private int requests;
    }

    private HttpSend(HttpOptions options) {
        this.options = options;
    }

    static Builtin of(HttpOptions options) {
        HttpSend sender = new HttpSend(options);
        return Function.of(NAME, 1, sender::call).unpredictable();
    }

    private Value call(BuiltinContext context, Value[] arguments) {
        ObjectValue request = Operand.object(arguments, 1);
        Value raise = request.get("raise_error");
        if (raise != null && !(raise instanceof BooleanValue)) {
            throw BuiltinException.of("invalid value for raise_error field");
        }
        boolean raises = raise == null || ((BooleanValue) raise).value();
        try {
            HttpRequests.checkMembers(request);
        } catch (BuiltinException e) {
            if (raises) {
                throw e;
            }
            return fault("eval_http_send_internal_error", e.code() + ": " + NAME + ": " + e.getMessage());
        }
        try {
            return answer(context, request);
        } catch (HttpFailure | BuiltinException | CryptoException e) {
            if (raises) {
                throw e instanceof BuiltinException known ? known : BuiltinException.of(e.getMessage());
            }
            boolean network = e instanceof HttpFailure failure && failure.isNetwork();
            return fault(network ? "eval_http_send_network_error" : "eval_http_send_internal_error", e.getMessage());
        }
    }

    private static Value fault(String code, String message) {
        return ObjectValue.builder()
                .put("status_code", NumberValue.of(0))
                .put(
                        "error",
                        ObjectValue.builder()
                                .put("code", StringValue.of(code))
                                .put("message", StringValue.of(message))
                                .build())
                .build();
    }

    private Value answer(BuiltinContext context, ObjectValue request) throws HttpFailure {
        checkCache(request);
        Value key = key(request);
        Traffic traffic = context.kept(NAME, NullValue.NULL, Traffic::new);
        if (traffic.failures.containsKey(key)) {
            throw traffic.failures.get(key);
        }
        Value known = traffic.answers.get(key);
        if (known != null) {
            return known;
        }
        HttpRequestReader reader = new HttpRequestReader(context, request, options);
        HttpCall call = reader.call();
        HttpTransport transport = transport(context, reader);
        int retries = Math.min(MAX_RETRIES, reader.integer("max_retry_attempts"));
        HttpAnswer answer = null;
        for (int i = 0; answer == null; i++) {
            try {
                answer = transport.send(call, context::work, uri -> {
                    if (++traffic.requests > options.maxRequests()) {
                        throw BuiltinException.of("more than " + options.maxRequests() + " requests in one evaluation");
                    }
                });
            } catch (HttpFailure e) {
                if (i >= retries || !e.isNetwork()) {
                    traffic.failures.put(key, e);
                    throw e;
                }
                pause(context, FIRST_PAUSE_MILLIS << i);
            }
        }
        context.work(1 + answer.body().length / 4);
        Value result = result(reader, answer);
        if (KEPT.contains(answer.code())) {
            traffic.answers.put(key, result);
        }
        return result;
    }

    /** The options of caching have to be right, although nothing is kept beyond an evaluation. */
    private static void checkCache(ObjectValue request) {
        for (String name : List.of("cache", "force_cache")) {
            if (request.get(name) != null && !(request.get(name) instanceof BooleanValue)) {
                throw BuiltinException.of("invalid value for " + name + " field");
            }
        }
        Value force = request.get("force_cache");
        if (force != null
                && ((BooleanValue) force).value()
                && !(request.get("force_cache_duration_seconds") instanceof NumberValue)) {
            throw BuiltinException.of("'force_cache' set but 'force_cache_duration_seconds' parameter is missing");
        }
    }

    private static Value key(ObjectValue request) {
        Value ignored = request.get("cache_ignored_headers");
        ObjectValue.Builder key = ObjectValue.builder();
        for (int i = 0; i < request.size(); i++) {
            key.put(request.keyAt(i), request.valueAt(i));
        }
        key.put("cache_ignored_headers", NullValue.NULL);
        if (ignored != null && request.get("headers") instanceof ObjectValue headers) {
            if (!(ignored instanceof ArrayValue names)
                    || !names.items().stream().allMatch(name -> name instanceof StringValue)) {
                throw BuiltinException.of("cache_ignored_headers must be an array of strings");
            }
            ObjectValue.Builder kept = ObjectValue.builder();
            for (int i = 0; i < headers.size(); i++) {
                if (!names.items().contains(headers.keyAt(i))) {
                    kept.put(headers.keyAt(i), headers.valueAt(i));
                }
            }
            key.put("headers", kept.build());
        }
        return key.build();
    }

    private HttpTransport transport(BuiltinContext context, HttpRequestReader reader) {
        Optional<Value> secured = reader.security();
        if (secured.isEmpty()) {
            HttpTransport known = plain;
            if (known == null) {
                known = new HttpTransport(options, null);
                plain = known;
            }
            return known;
        }
        return context.kept(
                NAME + " transport",
                secured.get(),
                () -> new HttpTransport(
                        options,
                        Security.context(
                                reader.text("tls_ca_cert"),
                                reader.text("tls_client_cert"),
                                reader.text("tls_client_key"),
                                reader.flag("tls_insecure_skip_verify"))));
    }

    private static void pause(BuiltinContext context, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() - end < 0) {
            context.work(POLL_WORK);
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                context.work(POLL_WORK);
                throw BuiltinException.of("interrupted");
            }
        }
    }

    private static Value result(HttpRequestReader reader, HttpAnswer answer) {
        String text = Utf8.decode(answer.body());
        String type = answer.header("content-type").toLowerCase(Locale.ROOT);
        Value body = NullValue.NULL;
        String media = type.split(";", 2)[0].strip();
        boolean json = media.equals("application/json") || media.matches("application/[^/]*\\+json");
        if (reader.flag("force_json_decode") || json) {
            try {
                body = JsonReader.read(text);
            } catch (JsonSyntaxException e) {
                // What cannot be decoded is null.
            }
        } else if (reader.flag("force_yaml_decode")
                || type.contains("application/yaml")
                || type.contains("application/x-yaml")) {
            try {
                body = YamlReader.read(text);
            } catch (YamlSyntaxException e) {
                // What cannot be decoded is null.
            }
        }
        ObjectValue.Builder headers = ObjectValue.builder();
        answer.headers()
                .forEach((name, values) -> headers.put(
                        name,
                        ArrayValue.of(
                                values.stream().<Value>map(StringValue::of).toList())));
        return ObjectValue.builder()
                .put("status", StringValue.of(answer.status()))
                .put("status_code", NumberValue.of(answer.code()))
                .put("body", body)
                .put("raw_body", StringValue.of(text))
                .put("headers", headers.build())
                .build();
    }
}

package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.List;
import java.util.Set;

/** The objects that describe requests. */
final class HttpRequests {
    private static final Set<String> MEMBERS = Set.of(
            "method",
            "url",
            "body",
            "enable_redirect",
            "force_json_decode",
            "force_yaml_decode",
            "headers",
            "raw_body",
            "tls_use_system_certs",
            "tls_ca_cert",
            "tls_ca_cert_file",
            "tls_ca_cert_env_variable",
            "tls_client_cert",
            "tls_client_cert_file",
            "tls_client_cert_env_variable",
            "tls_client_key",
            "tls_client_key_file",
            "tls_client_key_env_variable",
            "tls_insecure_skip_verify",
            "tls_server_name",
            "timeout",
            "cache",
            "force_cache",
            "force_cache_duration_seconds",
            "raise_error",
            "caching_mode",
            "max_retry_attempts",
            "cache_ignored_headers");

    private HttpRequests() {}

    /** Checks that a request has the members that it needs, and none that is unknown. */
    static void checkMembers(ObjectValue request) {
        SetValue.Builder unknown = SetValue.builder();
        for (int i = 0; i < request.size(); i++) {
            if (!(request.keyAt(i) instanceof StringValue name) || !MEMBERS.contains(name.value())) {
                unknown.add(request.keyAt(i));
            }
        }
        SetValue found = unknown.build();
        if (found.size() > 0) {
            throw BuiltinException.operand(1, "invalid request parameters(s): " + Messages.shown(found));
        }
        SetValue.Builder missing = SetValue.builder();
        for (String name : List.of("method", "url")) {
            if (request.get(name) == null) {
                missing.add(StringValue.of(name));
            }
        }
        SetValue needed = missing.build();
        if (needed.size() > 0) {
            throw BuiltinException.operand(1, "missing required request parameters(s): " + Messages.shown(needed));
        }
    }

    /** The bytes that are sent: the text of {@code raw_body}, or else {@code body} as JSON. */
    static byte[] body(BuiltinContext context, ObjectValue request) {
        Value raw = request.get("raw_body");
        if (raw != null) {
            return raw instanceof StringValue text ? Utf8.encode(text.value()) : new byte[0];
        }
        Value body = request.get("body");
        return body == null ? new byte[0] : Utf8.encode(JsonFunctions.text(context, body));
    }
}

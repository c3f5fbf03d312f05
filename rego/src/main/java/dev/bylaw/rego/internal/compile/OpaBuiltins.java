package dev.bylaw.rego.internal.compile;

import java.util.Set;

/** The builtins that OPA has and this engine has not, so that a message can say so. */
final class OpaBuiltins {
    private static final Set<String> UNSUPPORTED = Set.of(
            "crypto.parse_private_keys",
            "crypto.x509.parse_and_verify_certificates",
            "crypto.x509.parse_and_verify_certificates_with_options",
            "crypto.x509.parse_certificate_request",
            "crypto.x509.parse_certificates",
            "crypto.x509.parse_keypair",
            "crypto.x509.parse_rsa_private_key",
            "graphql.is_valid",
            "graphql.parse",
            "graphql.parse_and_verify",
            "graphql.parse_query",
            "graphql.parse_schema",
            "graphql.schema_is_valid",
            "http.send",
            "io.jwt.decode",
            "io.jwt.decode_verify",
            "io.jwt.encode_sign",
            "io.jwt.encode_sign_raw",
            "io.jwt.verify_eddsa",
            "io.jwt.verify_es256",
            "io.jwt.verify_es384",
            "io.jwt.verify_es512",
            "io.jwt.verify_hs256",
            "io.jwt.verify_hs384",
            "io.jwt.verify_hs512",
            "io.jwt.verify_ps256",
            "io.jwt.verify_ps384",
            "io.jwt.verify_ps512",
            "io.jwt.verify_rs256",
            "io.jwt.verify_rs384",
            "io.jwt.verify_rs512",
            "json.match_schema",
            "json.verify_schema",
            "net.lookup_ip_addr",
            "providers.aws.sign_req",
            "rego.metadata.chain",
            "rego.metadata.rule",
            "rego.parse_module",
            "strings.render_template");

    private OpaBuiltins() {}

    /** {@return whether OPA has a builtin of this name that is refused here} */
    static boolean isUnsupported(String name) {
        return UNSUPPORTED.contains(name);
    }

    /** {@return what is said about a call or a replacement of such a builtin} */
    static String refusal(String name) {
        return "undefined function " + name + "; this builtin of OPA is not supported here";
    }
}

package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.crypto.Certificates;
import dev.bylaw.rego.internal.crypto.CryptoException;
import dev.bylaw.rego.internal.crypto.JsonWebKeys;
import dev.bylaw.rego.internal.crypto.JsonWebKeys.WebKey;
import dev.bylaw.rego.internal.crypto.Pem;
import dev.bylaw.rego.internal.crypto.PrivateKeys;
import dev.bylaw.rego.internal.crypto.Signatures;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.json.JsonSyntaxException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** The keys that tokens are verified with: a certificate or a public key as PEM, or JSON web keys. */
final class TokenKeys {
    private TokenKeys() {}

    /** Reads keys once in an evaluation. */
    static List<WebKey> read(BuiltinContext context, String text) {
        context.work(1 + text.length() / 4);
        return context.kept("io.jwt keys", StringValue.of(text), () -> parse(context, text));
    }

    private static List<WebKey> parse(BuiltinContext context, String text) {
        Optional<Pem.Block> block = Pem.first(text);
        if (block.isPresent()) {
            return List.of(new WebKey("", "", ofPem(block.get())));
        }
        try {
            return JsonWebKeys.of(json(context, text)).stream()
                    .filter(key -> key.algorithm().isEmpty() || Signatures.ALGORITHMS.contains(key.algorithm()))
                    .toList();
        } catch (CryptoException | BuiltinException e) {
            throw BuiltinException.of("failed to parse a JWK key (set): " + e.getMessage());
        }
    }

    private static PublicKey ofPem(Pem.Block block) {
        if (!block.rest().isEmpty()) {
            throw BuiltinException.of("extra data after a PEM certificate block");
        }
        switch (block.type()) {
            case "CERTIFICATE" -> {
                try {
                    return key(Certificates.publicKeyInfo(block.bytes()));
                } catch (CryptoException e) {
                    throw BuiltinException.of("failed to parse a PEM certificate: " + e.getMessage());
                }
            }
            case "PUBLIC KEY" -> {
                try {
                    return key(block.bytes());
                } catch (CryptoException e) {
                    throw BuiltinException.of("failed to parse a PEM public key: " + e.getMessage());
                }
            }
            default -> throw BuiltinException.of("failed to extract a Key from the PEM certificate");
        }
    }

    private static PublicKey key(byte[] info) {
        return PrivateKeys.publicKey(info).orElseThrow(() -> new CryptoException("x509: unknown public key algorithm"));
    }

    /** A text as JSON. */
    static Value json(BuiltinContext context, String text) {
        context.work(1 + text.length() / 4);
        try {
            return JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            throw BuiltinException.of("failed to parse JSON: " + e.getMessage());
        }
    }

    static boolean isJson(BuiltinContext context, String text) {
        context.work(1 + text.length() / 4);
        return JsonReader.isValid(text);
    }
}

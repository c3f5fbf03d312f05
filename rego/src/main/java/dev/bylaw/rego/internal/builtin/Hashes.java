package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes and message authentication codes, in hexadecimal digits. */
final class Hashes {
    private Hashes() {}

    static List<Builtin> all() {
        return List.of(
                Function.of(
                        "crypto.hmac.equal",
                        2,
                        (context, arguments) -> BooleanValue.of(MessageDigest.isEqual(
                                Encodings.bytes(context, arguments, 1), Encodings.bytes(context, arguments, 2)))),
                code("crypto.hmac.md5", "HmacMD5"),
                code("crypto.hmac.sha1", "HmacSHA1"),
                code("crypto.hmac.sha256", "HmacSHA256"),
                code("crypto.hmac.sha512", "HmacSHA512"),
                digest("crypto.md5", "MD5"),
                digest("crypto.sha1", "SHA-1"),
                digest("crypto.sha256", "SHA-256"));
    }

    private static Function digest(String name, String algorithm) {
        return Function.of(name, 1, (context, arguments) -> {
            byte[] message = Encodings.bytes(context, arguments);
            try {
                return StringValue.of(
                        Encodings.hex(MessageDigest.getInstance(algorithm).digest(message)));
            } catch (GeneralSecurityException e) {
                throw unavailable(algorithm);
            }
        });
    }

    private static Function code(String name, String algorithm) {
        return Function.of(name, 2, (context, arguments) -> code(context, arguments, algorithm));
    }

    private static Value code(BuiltinContext context, Value[] arguments, String algorithm) {
        byte[] message = Encodings.bytes(context, arguments, 1);
        byte[] key = Encodings.bytes(context, arguments, 2);
        try {
            Mac mac = Mac.getInstance(algorithm);
            // Keys are filled up with zeros, so an empty one is one zero; Java does not take it otherwise.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return StringValue.of(Encodings.hex(mac.doFinal(message)));
        } catch (GeneralSecurityException e) {
            throw unavailable(algorithm);
        }
    }

    private static BuiltinException unavailable(String algorithm) {
        return BuiltinException.of(algorithm + " is not available in this Java runtime");
    }
}

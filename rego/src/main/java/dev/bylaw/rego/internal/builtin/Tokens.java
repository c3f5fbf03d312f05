package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.crypto.CryptoException;
import dev.bylaw.rego.internal.crypto.JsonWebKeys;
import dev.bylaw.rego.internal.crypto.JsonWebKeys.WebKey;
import dev.bylaw.rego.internal.crypto.Signatures;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** JSON web tokens: decoding, verifying and signing. */
final class Tokens {
    /** What a signature costs, in steps. */
    private static final int SIGNATURE_WORK = 2000;

    private Tokens() {}

    static List<Builtin> all() {
        List<Builtin> all = new ArrayList<>();
        all.add(Function.of("io.jwt.decode", 1, Tokens::decode));
        for (String algorithm : Signatures.ALGORITHMS) {
            String name = "io.jwt.verify_" + algorithm.toLowerCase(Locale.ROOT);
            all.add(Function.of(name, 2, (context, arguments) -> verify(context, arguments, algorithm)));
        }
        all.add(Function.of(
                        "io.jwt.decode_verify", 2, (context, arguments) -> TokenCheck.check(context, arguments, true))
                .unpredictable());
        all.add(Function.of("io.jwt.encode_sign", 3, Tokens::encode).unpredictable());
        all.add(Function.of("io.jwt.encode_sign_raw", 3, Tokens::encodeRaw).unpredictable());
        return all;
    }

    /** The check of a token where there is no clock. */
    static Builtin checkWithoutClock() {
        return Function.of(
                        "io.jwt.decode_verify", 2, (context, arguments) -> TokenCheck.check(context, arguments, false))
                .unpredictable();
    }

    private static Value decode(BuiltinContext context, Value[] arguments) {
        String text = Operand.string(arguments, 1);
        while (true) {
            Token token = Token.split(context, text);
            ObjectValue header = token.decodedHeader();
            String payload = token.decodedPayload();
            Value type = header.get("cty");
            if (type != null && !(type instanceof StringValue)) {
                throw BuiltinException.of("cty: must be a string");
            }
            if (type != null && ((StringValue) type).value().equals(Token.TYPE)) {
                // The payload is a token too, perhaps in quotes.
                text = trimQuotes(payload);
                continue;
            }
            ObjectValue claims = Token.object(context, payload);
            byte[] signature;
            try {
                signature = token.decodedSignature();
            } catch (BuiltinException e) {
                throw BuiltinException.of("JWT signature had invalid encoding: " + e.getMessage());
            }
            return ArrayValue.of(header, claims, StringValue.of(Encodings.hex(signature)));
        }
    }

    private static String trimQuotes(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && "\"'".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "\"'".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static Value verify(BuiltinContext context, Value[] arguments, String algorithm) {
        if (algorithm.startsWith("HS")) {
            String text = Operand.string(arguments, 1);
            byte[] secret = Utf8.encode(Operand.string(arguments, 2));
            Token token = Token.split(context, text);
            return BooleanValue.of(isSigned(context, token, algorithm, JsonWebKeys.secret(secret), false));
        }
        Token token = Token.split(context, Operand.string(arguments, 1));
        List<WebKey> keys = TokenKeys.read(context, Operand.string(arguments, 2));
        token.decodedSignature();
        TokenHeader header = TokenHeader.of(token.decodedHeader());
        for (WebKey key : keys) {
            if (!header.id().isEmpty() && key.id().equals(header.id())) {
                return BooleanValue.of(isSigned(context, token, algorithm, key.key(), false));
            }
        }
        for (WebKey key : keys) {
            boolean candidate = key.algorithm().isEmpty() || key.algorithm().equals(header.algorithm());
            if (candidate && isSigned(context, token, algorithm, key.key(), false)) {
                return BooleanValue.TRUE;
            }
        }
        return BooleanValue.FALSE;
    }

    /** Whether a key verifies the signature of a token. */
    static boolean isSigned(
            BuiltinContext context, Token token, String algorithm, java.security.Key key, boolean strict) {
        context.work(SIGNATURE_WORK);
        return Signatures.verify(algorithm, key, strict, token.signed(), token.decodedSignature());
    }

    private static Value encode(BuiltinContext context, Value[] arguments) {
        return sign(
                context,
                JsonFunctions.text(context, arguments[0]),
                JsonFunctions.text(context, arguments[1]),
                JsonFunctions.text(context, arguments[2]));
    }

    private static Value encodeRaw(BuiltinContext context, Value[] arguments) {
        String key = Operand.string(arguments, 3);
        return sign(context, Operand.string(arguments, 1), Operand.string(arguments, 2), key);
    }

    private static Value sign(BuiltinContext context, String header, String payload, String keyText) {
        List<WebKey> keys;
        try {
            keys = JsonWebKeys.of(TokenKeys.json(context, keyText));
        } catch (CryptoException e) {
            throw BuiltinException.of(e.getMessage());
        }
        if (keys.isEmpty()) {
            throw BuiltinException.of("no keys found in JWK set");
        }
        String algorithm = TokenHeader.algorithmToSign(context, header);
        if (!Signatures.ALGORITHMS.contains(algorithm)) {
            throw BuiltinException.of("unknown JWS algorithm: " + algorithm);
        }
        if (TokenHeader.isForJson(context, header) && !TokenKeys.isJson(context, payload)) {
            throw BuiltinException.of("type is JWT but payload is not JSON");
        }
        String signed = Encodings.urlText(Utf8.encode(header)) + "." + Encodings.urlText(Utf8.encode(payload));
        context.work(SIGNATURE_WORK + signed.length());
        try {
            byte[] signature = Signatures.sign(algorithm, keys.get(0).key(), Utf8.encode(signed));
            return StringValue.of(signed + "." + Encodings.urlText(signature));
        } catch (CryptoException e) {
            throw BuiltinException.of(e.getMessage());
        }
    }
}

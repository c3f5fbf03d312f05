package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.json.JsonSyntaxException;
import dev.bylaw.rego.internal.value.Utf8;

/** The three parts of a token, as they are written. */
record Token(BuiltinContext context, String header, String payload, String signature) {
    /** The type of a token, and of a payload that is one. */
    static final String TYPE = "JWT";

    private static final int PARTS = 3;

    static Token split(BuiltinContext context, String text) {
        context.work(1 + text.length() / 4);
        if (text.indexOf('.') < 0) {
            throw BuiltinException.of("encoded JWT had no period separators");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw BuiltinException.of("encoded JWT must have 3 sections, found " + parts.length);
        }
        return new Token(context, parts[0], parts[1], parts[2]);
    }

    ObjectValue decodedHeader() {
        String text;
        try {
            text = Utf8.decode(Encodings.urlBytes(header));
        } catch (BuiltinException e) {
            throw BuiltinException.of("JWT header had invalid encoding: " + e.getMessage());
        }
        ObjectValue decoded;
        try {
            decoded = object(context, text);
        } catch (BuiltinException e) {
            throw BuiltinException.of("bad JWT header: " + e.getMessage());
        }
        if (decoded.get("enc") != null) {
            throw BuiltinException.of("JWT is a JWE object, which is not supported");
        }
        return decoded;
    }

    String decodedPayload() {
        try {
            return Utf8.decode(Encodings.urlBytes(payload));
        } catch (BuiltinException e) {
            throw BuiltinException.of("JWT payload had invalid encoding: " + e.getMessage());
        }
    }

    byte[] decodedSignature() {
        return Encodings.urlBytes(signature);
    }

    /** What the signature is about. */
    byte[] signed() {
        return Utf8.encode(header + "." + payload);
    }

    /** A text as a JSON object. */
    static ObjectValue object(BuiltinContext context, String text) {
        context.work(1 + text.length() / 4);
        Value value;
        try {
            value = JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            throw BuiltinException.of("invalid JSON: " + e.getMessage());
        }
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw BuiltinException.of("decoded JSON type was not an Object");
    }
}

package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Base64 and hexadecimal digits. */
final class Encodings {
    private Encodings() {}

    static List<Builtin> all() {
        return List.of(
                Function.of(
                        "base64.decode",
                        1,
                        (context, arguments) ->
                                StringValue.of(Utf8.decode(Base64Text.decode(bytes(context, arguments), false)))),
                encoder("base64.encode", Base64.getEncoder()),
                Function.of("base64.is_valid", 1, Encodings::isValidBase64),
                Function.of("base64url.decode", 1, Encodings::decodeUrl),
                encoder("base64url.encode", Base64.getUrlEncoder()),
                encoder("base64url.encode_no_pad", Base64.getUrlEncoder().withoutPadding()),
                Function.of(
                        "hex.decode",
                        1,
                        (context, arguments) -> StringValue.of(Utf8.decode(decodeHex(bytes(context, arguments))))),
                Function.of("hex.encode", 1, (context, arguments) -> StringValue.of(hex(bytes(context, arguments)))));
    }

    /** The bytes of the string that is the first argument. */
    static byte[] bytes(BuiltinContext context, Value[] arguments) {
        return bytes(context, arguments, 1);
    }

    static byte[] bytes(BuiltinContext context, Value[] arguments, int position) {
        String text = Operand.string(arguments, position);
        context.work(1 + text.length() / 16);
        return Utf8.encode(text);
    }

    private static Function encoder(String name, Base64.Encoder encoder) {
        return Function.of(
                name,
                1,
                (context, arguments) -> StringValue.of(Utf8.decode(encoder.encode(bytes(context, arguments)))));
    }

    private static Value isValidBase64(BuiltinContext context, Value[] arguments) {
        if (!(arguments[0] instanceof StringValue)) {
            return BooleanValue.FALSE;
        }
        try {
            Base64Text.decode(bytes(context, arguments), false);
            return BooleanValue.TRUE;
        } catch (BuiltinException e) {
            return BooleanValue.FALSE;
        }
    }

    private static Value decodeUrl(BuiltinContext context, Value[] arguments) {
        bytes(context, arguments);
        return StringValue.of(Utf8.decode(urlBytes(Operand.string(arguments, 1))));
    }

    /** The bytes that a text means in the alphabet for addresses; padding may be left out. */
    static byte[] urlBytes(String text) {
        byte[] bytes = Utf8.encode(text);
        if (!text.endsWith("=")) {
            switch (bytes.length % 4) {
                case 2 -> bytes = Utf8.encode(text + "==");
                case 3 -> bytes = Utf8.encode(text + "=");
                case 1 -> throw BuiltinException.of("illegal base64url string: " + text);
                default -> {}
            }
        }
        return Base64Text.decode(bytes, true);
    }

    /** {@return bytes in the alphabet for addresses, without padding} */
    static String urlText(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@return two lower-case digits for each byte} */
    static String hex(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            RegoText.hex(b & 0xff, 2, out);
        }
        return out.toString();
    }

    private static byte[] decodeHex(byte[] digits) {
        byte[] out = new byte[digits.length / 2];
        for (int i = 0; i < digits.length; i++) {
            int value = digits[i] < 0 ? -1 : Character.digit(digits[i], 16);
            if (value < 0) {
                int wrong = digits[i] & 0xff;
                StringBuilder shown = new StringBuilder("encoding/hex: invalid byte: ");
                shown.append(String.format(Locale.ROOT, "U+%04X", wrong));
                if (RegoText.isPrintable(wrong)) {
                    shown.append(" '").append((char) wrong).append('\'');
                }
                throw BuiltinException.of(shown.toString());
            }
            if (i / 2 < out.length) {
                out[i / 2] = (byte) (out[i / 2] << 4 | value);
            }
        }
        if (digits.length % 2 != 0) {
            throw BuiltinException.of("encoding/hex: odd length hex string");
        }
        return out;
    }
}

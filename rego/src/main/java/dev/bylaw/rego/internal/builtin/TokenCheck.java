package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.crypto.JsonWebKeys;
import dev.bylaw.rego.internal.crypto.JsonWebKeys.WebKey;
import dev.bylaw.rego.internal.value.Utf8;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The check of a token against what is wanted of it (RFC 7519, section 7.2). Used once. */
final class TokenCheck {
    private static final Value UNVERIFIED = ArrayValue.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY);
    private static final double NANOS = 1e9;

    private final BuiltinContext context;
    private final boolean clock;
    private List<WebKey> keys;
    private String secret = "";
    private String algorithm = "";
    private String issuer = "";
    private String audience = "";
    private Double time;

    private TokenCheck(BuiltinContext context, boolean clock) {
        this.context = context;
        this.clock = clock;
    }

    static Value check(BuiltinContext context, Value[] arguments, boolean clock) {
        TokenCheck check = new TokenCheck(context, clock);
        ObjectValue constraints = Operand.object(arguments, 2);
        for (int i = 0; i < constraints.size(); i++) {
            check.take(Operand.string(constraints.keyAt(i), 2), constraints.valueAt(i));
        }
        if (check.keys != null && !check.secret.isEmpty()) {
            throw BuiltinException.of("duplicate key constraints");
        }
        if (check.keys == null && check.secret.isEmpty()) {
            throw BuiltinException.of("no key constraint");
        }
        return check.run(Operand.string(arguments, 1));
    }

    private void take(String name, Value value) {
        switch (name) {
            case "cert" -> keys = TokenKeys.read(context, text(name, value));
            case "secret" -> secret = text(name, value);
            case "alg" -> algorithm = text(name, value);
            case "iss" -> issuer = text(name, value);
            case "aud" -> audience = text(name, value);
            case "time" -> {
                if (!(value instanceof NumberValue number)) {
                    throw BuiltinException.of("token time constraint: must be a number");
                }
                time = number.decimalValue().doubleValue();
                if (time < 0) {
                    throw BuiltinException.of("token time constraint: must not be negative");
                }
            }
            default -> throw BuiltinException.of("unknown token validation constraint: " + name);
        }
    }

    private static String text(String name, Value value) {
        if (value instanceof StringValue string) {
            return string.value();
        }
        throw BuiltinException.of(name + " constraint: must be a string");
    }

    private Value run(String text) {
        Token token = Token.split(context, text);
        while (true) {
            ObjectValue decoded = token.decodedHeader();
            TokenHeader header = TokenHeader.of(decoded);
            if (!header.isUnderstood()
                    || !algorithm.isEmpty() && !algorithm.equals(header.algorithm())
                    || !isSigned(token, header)) {
                return UNVERIFIED;
            }
            String payload = token.decodedPayload();
            if (header.content().equalsIgnoreCase(Token.TYPE)) {
                token = Token.split(context, payload);
                continue;
            }
            ObjectValue claims = Token.object(context, payload);
            return isAccepted(claims) ? ArrayValue.of(BooleanValue.TRUE, decoded, claims) : UNVERIFIED;
        }
    }

    private boolean isSigned(Token token, TokenHeader header) {
        token.decodedSignature();
        if (keys == null) {
            return Tokens.isSigned(context, token, header.algorithm(), JsonWebKeys.secret(Utf8.encode(secret)), true);
        }
        Optional<WebKey> named = keys.stream()
                .filter(key -> !header.id().isEmpty() && key.id().equals(header.id()))
                .findFirst();
        if (named.isPresent()) {
            return Tokens.isSigned(
                    context, token, header.algorithm(), named.get().key(), true);
        }
        return keys.stream()
                .filter(key -> key.algorithm().isEmpty() || key.algorithm().equals(header.algorithm()))
                .anyMatch(key -> Tokens.isSigned(context, token, header.algorithm(), key.key(), true));
    }

    private boolean isAccepted(ObjectValue claims) {
        if (!issuer.isEmpty()
                && !(claims.get("iss") instanceof StringValue found
                        && found.value().equals(issuer))) {
            return false;
        }
        Value found = claims.get("aud");
        if (found == null ? !audience.isEmpty() : !isAudience(found)) {
            return false;
        }
        Value expiry = claims.get("exp");
        if (expiry != null && now("exp", expiry).compareTo((NumberValue) expiry) >= 0) {
            return false;
        }
        Value start = claims.get("nbf");
        return start == null || now("nbf", start).compareTo((NumberValue) start) >= 0;
    }

    private boolean isAudience(Value found) {
        if (found instanceof StringValue string) {
            return string.value().equals(audience);
        }
        return found instanceof ArrayValue array
                && array.items().stream()
                        .anyMatch(item -> item instanceof StringValue string
                                && string.value().equals(audience));
    }

    /** The time in seconds that a claim is compared with. */
    private NumberValue now(String claim, Value value) {
        if (!(value instanceof NumberValue)) {
            throw BuiltinException.of(claim + " value must be a number");
        }
        if (time == null && !clock) {
            throw BuiltinException.of(claim
                    + " is compared with the time: give the constraint \"time\" in nanoseconds, or grant time.now_ns");
        }
        double nanos = time == null ? context.nowNanos() : time;
        return NumberValue.of(BigDecimal.valueOf(nanos / NANOS));
    }
}

package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.net.NetSyntaxException;
import dev.bylaw.rego.internal.net.Uri;
import dev.bylaw.rego.internal.value.Utf8;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests for the web services of Amazon by their signature version 4, as their documentation describes it
 * ("Signature Version 4 for API requests").
 */
final class AwsSigning {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String TERMINATOR = "aws4_request";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final Set<String> IGNORED_HEADERS = Set.of("authorization", "user-agent", "x-amzn-trace-id");
    private static final List<String> SETTINGS =
            List.of("aws_access_key", "aws_region", "aws_secret_access_key", "aws_service");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long BILLION = 1_000_000_000L;

    private AwsSigning() {}

    static List<Builtin> all() {
        return List.of(Function.of("providers.aws.sign_req", 3, AwsSigning::sign));
    }

    private static Value sign(BuiltinContext context, Value[] arguments) {
        ObjectValue request = Operand.object(arguments, 1);
        ObjectValue settings = Operand.object(arguments[1], 1);
        checkSettings(settings);
        NumberValue time = Operand.number(arguments[2], 1);
        if (!Operand.isSmallInteger(time)) {
            throw BuiltinException.operand(3, "could not convert time_ns value into a unix timestamp");
        }
        HttpRequests.checkMembers(request);
        ObjectValue headers = ObjectValue.EMPTY;
        if (request.get("headers") != null) {
            if (!(request.get("headers") instanceof ObjectValue given)) {
                throw Operand.wrongType(request.get("headers"), 0, "object");
            }
            headers = given;
        }
        checkTexts(request, 1, "invalid values for required request parameters(s): ", List.of("method", "url"));
        Uri uri;
        try {
            uri = Uri.parse(text(request, "url"));
        } catch (NetSyntaxException e) {
            throw BuiltinException.of(e.getMessage());
        }
        boolean unsigned = false;
        if (settings.get("disable_payload_signing") != null) {
            if (!(settings.get("disable_payload_signing") instanceof BooleanValue truth)) {
                throw BuiltinException.operand(2, "invalid value for 'disable_payload_signing' in AWS config");
            }
            unsigned = truth.value();
        }
        byte[] body = HttpRequests.body(context, request);
        context.work(1 + body.length / 16);
        Instant at = Instant.ofEpochSecond(
                Math.floorDiv(time.longValue(), BILLION), Math.floorMod(time.longValue(), BILLION));
        String hash = unsigned ? UNSIGNED : sha256(body);
        Map<String, String> own = new TreeMap<>();
        own.put("host", uri.authority());
        own.put("x-amz-date", DATE_TIME.format(at));
        String service = text(settings, "aws_service");
        if (service.equals("s3") || service.equals("glacier")) {
            own.put("x-amz-content-sha256", hash);
        }
        if (!text(settings, "aws_session_token").isEmpty()) {
            own.put("x-amz-security-token", text(settings, "aws_session_token"));
        }
        Map<String, String> signed = new TreeMap<>(own);
        ObjectValue.Builder out = ObjectValue.builder();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.keyAt(i) instanceof StringValue key ? key.value() : "";
            String value = headers.valueAt(i) instanceof StringValue string ? string.value() : "";
            out.put(name, StringValue.of(value));
            if (!IGNORED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                signed.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
        String canonical = text(request, "method") + "\n" + uri.escapedPath() + "\n" + uri.query() + "\n"
                + signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + String.join(";", signed.keySet()) + "\n" + hash;
        out.put("Authorization", StringValue.of(authorization(settings, at, canonical, signed.keySet())));
        own.forEach((name, value) -> out.put(name, StringValue.of(value)));
        ObjectValue.Builder result = ObjectValue.builder();
        for (int i = 0; i < request.size(); i++) {
            result.put(request.keyAt(i), request.valueAt(i));
        }
        return result.put("headers", out.build()).build();
    }

    private static String authorization(ObjectValue settings, Instant at, String canonical, Set<String> signed) {
        String date = DATE.format(at);
        String region = text(settings, "aws_region");
        String service = text(settings, "aws_service");
        String scope = date + "/" + region + "/" + service + "/" + TERMINATOR;
        String toSign = ALGORITHM + "\n" + DATE_TIME.format(at) + "\n" + scope + "\n" + sha256(Utf8.encode(canonical));
        byte[] key = Utf8.encode("AWS4" + text(settings, "aws_secret_access_key"));
        for (String part : List.of(date, region, service, TERMINATOR, toSign)) {
            key = code(key, part);
        }
        return ALGORITHM + " Credential=" + text(settings, "aws_access_key") + "/" + scope + ",SignedHeaders="
                + String.join(";", signed) + ",Signature=" + Encodings.hex(key);
    }

    private static byte[] code(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(Utf8.encode(message));
        } catch (GeneralSecurityException e) {
            throw BuiltinException.of("HMAC with SHA-256 is not available in this Java runtime");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return Encodings.hex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw BuiltinException.of("SHA-256 is not available in this Java runtime");
        }
    }

    private static String text(ObjectValue object, String name) {
        return object.get(name) instanceof StringValue string ? string.value() : "";
    }

    private static void checkSettings(ObjectValue settings) {
        SetValue.Builder missing = SetValue.builder();
        SETTINGS.stream().filter(name -> settings.get(name) == null).forEach(name -> missing.add(StringValue.of(name)));
        SetValue names = missing.build();
        if (names.size() > 0) {
            throw BuiltinException.operand(2, "missing required AWS config parameters(s): " + Messages.shown(names));
        }
        checkTexts(settings, 2, "invalid values for required AWS config parameters(s): ", SETTINGS);
    }

    private static void checkTexts(ObjectValue object, int position, String message, List<String> names) {
        SetValue.Builder wrong = SetValue.builder();
        names.stream()
                .filter(name -> !(object.get(name) instanceof StringValue))
                .forEach(name -> wrong.add(StringValue.of(name)));
        SetValue found = wrong.build();
        if (found.size() > 0) {
            throw BuiltinException.operand(position, message + Messages.shown(found));
        }
    }
}

package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.crypto.CertificateChains;
import dev.bylaw.rego.internal.crypto.Certificates;
import dev.bylaw.rego.internal.crypto.CryptoException;
import dev.bylaw.rego.internal.crypto.JsonWebKeys;
import dev.bylaw.rego.internal.crypto.KeyValues;
import dev.bylaw.rego.internal.crypto.Pem;
import dev.bylaw.rego.internal.crypto.PrivateKeys;
import dev.bylaw.rego.internal.value.Utf8;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Certificates and keys. */
final class CertificateFunctions {
    private static final String BEGIN = "-----BEGIN";
    private static final String REQUEST = "CERTIFICATE REQUEST";
    private static final String SERVERS = "1.3.6.1.5.5.7.3.1";
    private static final long BILLION = 1_000_000_000L;
    private static final Value INVALID = ArrayValue.of(BooleanValue.FALSE, ArrayValue.EMPTY);

    /** The purposes that may be wanted, by Go's names. */
    private static final Map<String, String> PURPOSES = Map.ofEntries(
            Map.entry("KeyUsageAny", "2.5.29.37.0"),
            Map.entry("KeyUsageServerAuth", SERVERS),
            Map.entry("KeyUsageClientAuth", "1.3.6.1.5.5.7.3.2"),
            Map.entry("KeyUsageCodeSigning", "1.3.6.1.5.5.7.3.3"),
            Map.entry("KeyUsageEmailProtection", "1.3.6.1.5.5.7.3.4"),
            Map.entry("KeyUsageIPSECEndSystem", "1.3.6.1.5.5.7.3.5"),
            Map.entry("KeyUsageIPSECTunnel", "1.3.6.1.5.5.7.3.6"),
            Map.entry("KeyUsageIPSECUser", "1.3.6.1.5.5.7.3.7"),
            Map.entry("KeyUsageTimeStamping", "1.3.6.1.5.5.7.3.8"),
            Map.entry("KeyUsageOCSPSigning", "1.3.6.1.5.5.7.3.9"),
            Map.entry("KeyUsageMicrosoftServerGatedCrypto", "1.3.6.1.4.1.311.10.3.3"),
            Map.entry("KeyUsageNetscapeServerGatedCrypto", "2.16.840.1.113730.4.1"),
            Map.entry("KeyUsageMicrosoftCommercialCodeSigning", "1.3.6.1.4.1.311.2.1.22"),
            Map.entry("KeyUsageMicrosoftKernelCodeSigning", "1.3.6.1.4.1.311.61.1.1"));

    private CertificateFunctions() {}

    static List<Builtin> all() {
        List<Builtin> all = new ArrayList<>(List.of(
                function("crypto.x509.parse_certificates", 1, (context, arguments) -> {
                    List<Value> certificates = new ArrayList<>();
                    for (byte[] bytes : split(text(context, arguments, 1))) {
                        certificates.add(Certificates.certificate(bytes, true));
                    }
                    return ArrayValue.of(certificates);
                }),
                function("crypto.x509.parse_certificate_request", 1, CertificateFunctions::request),
                function("crypto.x509.parse_keypair", 2, CertificateFunctions::pair),
                function("crypto.x509.parse_rsa_private_key", 1, CertificateFunctions::webKey),
                function("crypto.parse_private_keys", 1, CertificateFunctions::privateKeys)));
        all.addAll(verifiers(true));
        return all;
    }

    /** The builtins that ask whether certificates are valid, with the clock of the evaluation or without. */
    static List<Builtin> verifiers(boolean clock) {
        return List.of(
                function(
                                "crypto.x509.parse_and_verify_certificates",
                                1,
                                (context, arguments) -> verify(context, arguments, ObjectValue.EMPTY, true, clock))
                        .unpredictable(),
                function(
                                "crypto.x509.parse_and_verify_certificates_with_options",
                                2,
                                (context, arguments) ->
                                        verify(context, arguments, Operand.object(arguments, 2), false, clock))
                        .unpredictable());
    }

    private static Function function(String name, int arity, Function.Body body) {
        return Function.of(name, arity, (context, arguments) -> {
            try {
                return body.call(context, arguments);
            } catch (CryptoException e) {
                throw BuiltinException.of(e.getMessage());
            }
        });
    }

    private static String text(BuiltinContext context, Value[] arguments, int position) {
        String text = Operand.string(arguments, position);
        context.work(1 + text.length() / 2);
        return text;
    }

    private static byte[] base64(String text) {
        return Base64Text.decode(Utf8.encode(text), false);
    }

    private static List<byte[]> split(String text) {
        return Certificates.split(text, CertificateFunctions::base64);
    }

    private static Value request(BuiltinContext context, Value[] arguments) {
        String text = text(context, arguments, 1);
        byte[] bytes = text.startsWith(BEGIN + " " + REQUEST + "-----") ? Utf8.encode(text) : base64(text);
        Optional<Pem.Block> block = Pem.first(Utf8.decode(bytes));
        if (block.isPresent()) {
            if (!block.get().type().equals(REQUEST)) {
                throw BuiltinException.of("invalid PEM-encoded certificate signing request");
            }
            bytes = block.get().bytes();
        }
        return Certificates.request(bytes);
    }

    private static Value pair(BuiltinContext context, Value[] arguments) {
        return KeyValues.pair(
                armoured(text(context, arguments, 1), "CERTIFICATE"),
                armoured(text(context, arguments, 2), "PRIVATE KEY"));
    }

    /** A text as PEM: it is, or it is base64 of PEM or of the bytes. */
    private static String armoured(String text, String type) {
        if (text.startsWith(BEGIN)) {
            return text;
        }
        byte[] bytes = base64(text);
        String decoded = Utf8.decode(bytes);
        return decoded.startsWith(BEGIN)
                ? decoded
                : BEGIN + " " + type + "-----\n" + Base64.getEncoder().encodeToString(bytes) + "\n-----END " + type
                        + "-----\n";
    }

    private static Value webKey(BuiltinContext context, Value[] arguments) {
        String text = text(context, arguments, 1);
        if (text.isEmpty()) {
            throw BuiltinException.of("input PEM data was empty");
        }
        List<PrivateKey> keys = PrivateKeys.ofPem(text.startsWith(BEGIN) ? text : Utf8.decode(base64(text)));
        return keys.isEmpty() ? NullValue.NULL : JsonWebKeys.of(keys.get(0));
    }

    private static Value privateKeys(BuiltinContext context, Value[] arguments) {
        String text = text(context, arguments, 1);
        if (text.isEmpty()) {
            return NullValue.NULL;
        }
        try {
            text = Utf8.decode(base64(text));
        } catch (BuiltinException e) {
            // It is PEM then.
        }
        return ArrayValue.of(PrivateKeys.ofPem(text).stream().map(KeyValues::of).toList());
    }

    private static Value verify(
            BuiltinContext context, Value[] arguments, ObjectValue options, boolean withUris, boolean clock) {
        String text = text(context, arguments, 1);
        List<byte[]> certificates;
        try {
            certificates = split(text);
            certificates.forEach(bytes -> Certificates.certificate(bytes, false));
        } catch (CryptoException | BuiltinException e) {
            return INVALID;
        }
        CertificateChains.Wanted wanted = wanted(context, options, clock);
        if (certificates.size() < 2) {
            return INVALID;
        }
        context.work(2000L * certificates.size());
        return CertificateChains.verify(certificates, wanted)
                .<Value>map(chain -> ArrayValue.of(
                        BooleanValue.TRUE,
                        ArrayValue.of(chain.stream()
                                .<Value>map(bytes -> Certificates.certificate(bytes, withUris))
                                .toList())))
                .orElse(INVALID);
    }

    private static CertificateChains.Wanted wanted(BuiltinContext context, ObjectValue options, boolean clock) {
        String name = "";
        Long time = null;
        Set<String> purposes = Set.of(SERVERS);
        for (int i = 0; i < options.size(); i++) {
            Value value = options.valueAt(i);
            switch (options.keyAt(i) instanceof StringValue key ? key.value() : "KeyUsageNone") {
                case "DNSName" -> {
                    if (!(value instanceof StringValue string)) {
                        throw BuiltinException.of("'DNSName' should be a string");
                    }
                    name = string.value().replace("\"", "");
                }
                case "CurrentTime" -> {
                    if (!(value instanceof NumberValue number)) {
                        throw BuiltinException.of("'CurrentTime' should be a number");
                    }
                    if (!number.isLong()) {
                        throw BuiltinException.of("'CurrentTime' should be a valid int64 number");
                    }
                    time = number.longValue();
                }
                case "MaxConstraintComparisons" -> {
                    // The work is bounded by the size of the certificates.
                    if (!(value instanceof NumberValue)) {
                        throw BuiltinException.of("'MaxConstraintComparisons' should be a number");
                    }
                }
                case "KeyUsages" -> purposes = purposes(value);
                case "KeyUsageNone" -> {}
                default -> throw BuiltinException.of("invalid key option");
            }
        }
        if (time == null && !clock) {
            throw BuiltinException.of("certificates are valid at a time: give the option CurrentTime to"
                    + " crypto.x509.parse_and_verify_certificates_with_options, or grant time.now_ns");
        }
        long nanos = time == null ? context.nowNanos() : time;
        return new CertificateChains.Wanted(
                Instant.ofEpochSecond(Math.floorDiv(nanos, BILLION), Math.floorMod(nanos, BILLION)), name, purposes);
    }

    private static Set<String> purposes(Value value) {
        List<Value> members = Operand.members(value);
        if (members == null) {
            throw BuiltinException.of("'KeyUsages' should be an Array or Set");
        }
        Set<String> purposes = new HashSet<>();
        List<String> invalid = new ArrayList<>();
        for (Value member : members) {
            if (member instanceof StringValue string) {
                String purpose = PURPOSES.get(string.value());
                if (purpose == null) {
                    invalid.add(string.value());
                } else {
                    purposes.add(purpose);
                }
            }
        }
        if (!invalid.isEmpty()) {
            throw BuiltinException.of("invalid entries for 'KeyUsages' found: [" + String.join(" ", invalid) + "]");
        }
        return purposes.isEmpty() ? Set.of(SERVERS) : purposes;
    }
}

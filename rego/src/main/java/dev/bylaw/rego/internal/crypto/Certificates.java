package dev.bylaw.rego.internal.crypto;

import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Certificates and requests for certificates as values, with the members that OPA gives them. */
public final class Certificates {
    private static final String BEGIN = "-----BEGIN";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    /** Go's numbers of the algorithms of signatures. */
    private static final Map<String, Integer> SIGNATURES = Map.ofEntries(
            Map.entry("1.2.840.113549.1.1.4", 2),
            Map.entry("1.2.840.113549.1.1.5", 3),
            Map.entry("1.3.14.3.2.29", 3),
            Map.entry("1.2.840.113549.1.1.11", 4),
            Map.entry("1.2.840.113549.1.1.12", 5),
            Map.entry("1.2.840.113549.1.1.13", 6),
            Map.entry("1.2.840.10040.4.3", 7),
            Map.entry("2.16.840.1.101.3.4.3.2", 8),
            Map.entry("1.2.840.10045.4.1", 9),
            Map.entry("1.2.840.10045.4.3.2", 10),
            Map.entry("1.2.840.10045.4.3.3", 11),
            Map.entry("1.2.840.10045.4.3.4", 12),
            Map.entry("1.3.101.112", 16));

    private static final Map<String, Integer> KEYS =
            Map.of(PrivateKeys.RSA, 1, "1.2.840.10040.4.1", 2, PrivateKeys.EC, 3, PrivateKeys.ED25519, 4);

    private Certificates() {}

    /**
     * The encoded certificates of a text.
     *
     * @param text PEM, or base64 of PEM or of certificates one after the other
     * @param base64 decodes base64
     * @return each certificate
     * @throws CryptoException if the text has other blocks or something that is no certificate
     */
    public static List<byte[]> split(String text, java.util.function.Function<String, byte[]> base64) {
        String pem = text;
        if (!text.startsWith(BEGIN)) {
            byte[] decoded = base64.apply(text);
            pem = new String(decoded, StandardCharsets.ISO_8859_1);
            if (!pem.startsWith(BEGIN)) {
                return elements(decoded);
            }
        }
        List<byte[]> all = new ArrayList<>();
        for (Pem.Block block : Pem.all(pem)) {
            if (!block.type().equals("CERTIFICATE")) {
                throw new CryptoException("PEM block type is '" + block.type() + "', expected CERTIFICATE");
            }
            all.addAll(elements(block.bytes()));
        }
        return all;
    }

    private static List<byte[]> elements(byte[] bytes) {
        List<byte[]> all = new ArrayList<>();
        try {
            Der reader = new Der(bytes);
            while (reader.hasMore()) {
                all.add(reader.next(Der.SEQUENCE).whole());
            }
        } catch (CryptoException e) {
            throw new CryptoException("x509: malformed certificate");
        }
        return all;
    }

    /** {@return the public key in a certificate, encoded} */
    public static byte[] publicKeyInfo(byte[] certificate) {
        return tbs(new Der(certificate).next(Der.SEQUENCE).inside().next(Der.SEQUENCE))
                .key()
                .whole();
    }

    private record Tbs(
            Der.Element whole,
            int version,
            BigInteger serialNumber,
            Der.Element algorithm,
            Der.Element issuer,
            Der.Element validity,
            Der.Element subject,
            Der.Element key,
            List<Der.Element> extensions) {}

    private static Tbs tbs(Der.Element whole) {
        Der reader = whole.inside();
        int version = 1;
        if (reader.isNext(Der.CONSTRUCTED)) {
            version = reader.next().inside().next(Der.INTEGER).integer().intValue() + 1;
        }
        if (version < 1 || version > 3) {
            throw new CryptoException("x509: invalid version");
        }
        BigInteger serialNumber = reader.next(Der.INTEGER).integer();
        if (serialNumber.signum() < 0) {
            throw new CryptoException("x509: negative serial number");
        }
        Der.Element algorithm = reader.next(Der.SEQUENCE);
        Der.Element issuer = reader.next(Der.SEQUENCE);
        Der.Element validity = reader.next(Der.SEQUENCE);
        Der.Element subject = reader.next(Der.SEQUENCE);
        Der.Element key = reader.next(Der.SEQUENCE);
        List<Der.Element> extensions = new ArrayList<>();
        while (reader.hasMore()) {
            Der.Element element = reader.next();
            if (element.tag() == Der.CONSTRUCTED + 3 && version == 3) {
                Der list = element.inside().next(Der.SEQUENCE).inside();
                while (list.hasMore()) {
                    extensions.add(list.next(Der.SEQUENCE));
                }
            }
        }
        return new Tbs(
                whole, version, serialNumber, algorithm, issuer, validity, subject, key, List.copyOf(extensions));
    }

    /**
     * A certificate as a value.
     *
     * @param encoded its bytes
     * @param withUris whether the addresses among its names are there as texts too
     * @return the object
     * @throws CryptoException if it is malformed
     */
    public static ObjectValue certificate(byte[] encoded, boolean withUris) {
        Der reader = new Der(encoded).next(Der.SEQUENCE).inside();
        Tbs tbs = tbs(reader.next(Der.SEQUENCE));
        Der.Element algorithm = reader.next(Der.SEQUENCE);
        if (!Arrays.equals(algorithm.content(), tbs.algorithm().content())) {
            throw new CryptoException("x509: inner and outer signature algorithm identifiers don't match");
        }
        Der validity = tbs.validity().inside();
        Structure out = new Structure()
                .put("Raw", encoded)
                .put("RawTBSCertificate", tbs.whole().whole())
                .put("RawSubjectPublicKeyInfo", tbs.key().whole())
                .put("RawSubject", tbs.subject().whole())
                .put("RawIssuer", tbs.issuer().whole())
                .put("Signature", reader.next(Der.BIT_STRING).bits())
                .put("Version", tbs.version())
                .put("SerialNumber", tbs.serialNumber())
                .put("Issuer", DistinguishedNames.of(tbs.issuer().whole()))
                .put("Subject", DistinguishedNames.of(tbs.subject().whole()))
                .put("NotBefore", time(validity.next()))
                .put("NotAfter", time(validity.next()))
                .putNull("ExtraExtensions");
        putAlgorithms(out, algorithm, tbs.key());
        List<Extension> extensions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Der.Element element : tbs.extensions()) {
            Extension extension = Extension.of(element);
            if (!seen.add(extension.name())) {
                throw new CryptoException(
                        "x509: certificate contains duplicate extension with OID \"" + extension.name() + "\"");
            }
            extensions.add(extension);
        }
        new CertificateExtensions(extensions).write(out, withUris);
        return out.build();
    }

    private static void putAlgorithms(Structure out, Der.Element signature, Der.Element key) {
        String keyName = identifier(key.inside().next(Der.SEQUENCE));
        out.put("SignatureAlgorithm", signatureAlgorithm(signature))
                .put("PublicKeyAlgorithm", KEYS.getOrDefault(keyName, 0))
                .put("PublicKey", publicKey(key.whole()));
    }

    private static String identifier(Der.Element algorithm) {
        return ObjectIdentifiers.text(
                algorithm.inside().next(Der.OBJECT_IDENTIFIER).content());
    }

    private static int signatureAlgorithm(Der.Element algorithm) {
        String name = identifier(algorithm);
        if (!name.equals("1.2.840.113549.1.1.10")) {
            return SIGNATURES.getOrDefault(name, 0);
        }
        // RSASSA-PSS names its hash and the length of its salt in parameters.
        Der reader = algorithm.inside();
        reader.next();
        if (!reader.isNext(Der.SEQUENCE)) {
            return 0;
        }
        String hash = "";
        int salt = 20;
        Der parameters = reader.next().inside();
        while (parameters.hasMore()) {
            Der.Element parameter = parameters.next();
            if (parameter.tag() == Der.CONSTRUCTED) {
                hash = identifier(parameter.inside().next(Der.SEQUENCE));
            } else if (parameter.tag() == Der.CONSTRUCTED + 2) {
                salt = parameter.inside().next(Der.INTEGER).integer().intValue();
            }
        }
        return switch (hash + "/" + salt) {
            case "2.16.840.1.101.3.4.2.1/32" -> 13;
            case "2.16.840.1.101.3.4.2.2/48" -> 14;
            case "2.16.840.1.101.3.4.2.3/64" -> 15;
            default -> 0;
        };
    }

    private static Value publicKey(byte[] info) {
        Optional<PublicKey> key = PrivateKeys.publicKey(info);
        if (key.isEmpty()) {
            return NullValue.NULL;
        }
        return key(key.get());
    }

    /** A public key as OPA shows it. */
    static Value key(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new Structure()
                    .put("N", rsa.getModulus())
                    .put("E", rsa.getPublicExponent())
                    .build();
        }
        if (key instanceof ECPublicKey ec) {
            return new Structure()
                    .put("Curve", ObjectValue.EMPTY)
                    .put("X", ec.getW().getAffineX())
                    .put("Y", ec.getW().getAffineY())
                    .build();
        }
        byte[] encoded = key.getEncoded();
        return Structure.bytes(Arrays.copyOfRange(encoded, encoded.length - Ed25519.SIZE, encoded.length));
    }

    /** A time as RFC 3339 writes it; two digits of a year mean 1950 to 2049. */
    private static String time(Der.Element element) {
        String text = new String(element.content(), StandardCharsets.US_ASCII);
        if (element.tag() == Der.UTC_TIME) {
            text = (text.compareTo("50") < 0 ? "20" : "19") + text;
        }
        try {
            return LocalDateTime.parse(text.replaceAll("Z$", ""), TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toString();
        } catch (DateTimeException e) {
            throw new CryptoException("x509: malformed time \"" + text + "\"");
        }
    }

    /**
     * A request for a certificate as a value.
     *
     * @param encoded its bytes
     * @return the object
     * @throws CryptoException if it is malformed
     */
    public static ObjectValue request(byte[] encoded) {
        Der reader = new Der(encoded).next(Der.SEQUENCE).inside();
        Der.Element whole = reader.next(Der.SEQUENCE);
        Der info = whole.inside();
        BigInteger version = info.next(Der.INTEGER).integer();
        Der.Element subject = info.next(Der.SEQUENCE);
        Der.Element key = info.next(Der.SEQUENCE);
        Structure out = new Structure()
                .put("Raw", encoded)
                .put("RawTBSCertificateRequest", whole.whole())
                .put("RawSubjectPublicKeyInfo", key.whole())
                .put("RawSubject", subject.whole())
                .put("Version", version)
                .put("Subject", DistinguishedNames.of(subject.whole()))
                .putNull("ExtraExtensions");
        putAlgorithms(out, reader.next(Der.SEQUENCE), key);
        out.put("Signature", reader.next(Der.BIT_STRING).bits());
        List<Value> attributes = new ArrayList<>();
        List<Extension> extensions = new ArrayList<>();
        if (info.isNext(Der.CONSTRUCTED)) {
            Der list = info.next().inside();
            while (list.hasMore()) {
                Der attribute = list.next(Der.SEQUENCE).inside();
                byte[] type = attribute.next(Der.OBJECT_IDENTIFIER).content();
                Der.Element values = attribute.next(Der.SET);
                Extension.attribute(type, values).ifPresent(attributes::add);
                extensions.addAll(Extension.requested(type, values));
            }
        }
        out.put("Attributes", attributes);
        out.put("Extensions", extensions.stream().map(Extension::value).toList());
        CertificateExtensions.names(out, extensions);
        return out.build();
    }
}

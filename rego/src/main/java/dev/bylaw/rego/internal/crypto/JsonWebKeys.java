package dev.bylaw.rego.internal.crypto;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** JSON web keys (RFC 7517), of the types RSA, EC, OKP (Ed25519) and oct. */
public final class JsonWebKeys {
    private static final byte[] ED25519_PUBLIC = Der.write(Der.SEQUENCE, ObjectIdentifiers.write(PrivateKeys.ED25519));

    private JsonWebKeys() {}

    /**
     * A key of a set.
     *
     * @param algorithm the algorithm it is for; empty where it does not say
     * @param id its name; empty where it has none
     * @param key the key: public, private or secret
     */
    public record WebKey(String algorithm, String id, Key key) {}

    /**
     * Reads a key or a set of keys.
     *
     * @param value the key, or an object with an array {@code keys}
     * @return the keys in their order
     * @throws CryptoException if one is malformed
     */
    public static List<WebKey> of(Value value) {
        if (!(value instanceof ObjectValue object)) {
            throw new CryptoException("a JWK or JWK set must be an object");
        }
        if (!(object.get("keys") instanceof ArrayValue array)) {
            return List.of(key(object));
        }
        List<WebKey> keys = new ArrayList<>();
        for (Value item : array.items()) {
            if (!(item instanceof ObjectValue key)) {
                throw new CryptoException("a JWK must be an object");
            }
            keys.add(key(key));
        }
        return keys;
    }

    private static WebKey key(ObjectValue object) {
        Key key =
                switch (text(object, "kty")) {
                    case "RSA" -> rsa(object);
                    case "EC" -> ec(object);
                    case "OKP" -> octets(object);
                    case "oct" -> secret(bytes(object, "k"));
                    case "" -> throw new CryptoException("missing \"kty\" in a JWK");
                    default -> throw new CryptoException("invalid key type from JSON (" + text(object, "kty") + ")");
                };
        return new WebKey(text(object, "alg"), text(object, "kid"), key);
    }

    /** {@return a key of these bytes for a message authentication code} */
    public static Key secret(byte[] bytes) {
        // Keys are filled up with zeros, so an empty one is one zero; Java does not take it otherwise.
        return new SecretKeySpec(bytes.length == 0 ? new byte[1] : bytes, "HMAC");
    }

    private static Key rsa(ObjectValue object) {
        BigInteger modulus = number(object, "n");
        BigInteger exponent = number(object, "e");
        if (object.get("d") == null) {
            return load("RSA", new RSAPublicKeySpec(modulus, exponent), true);
        }
        BigInteger secret = number(object, "d");
        boolean complete = List.of("p", "q", "dp", "dq", "qi").stream().allMatch(name -> object.get(name) != null);
        return load(
                "RSA",
                complete
                        ? new RSAPrivateCrtKeySpec(
                                modulus,
                                exponent,
                                secret,
                                number(object, "p"),
                                number(object, "q"),
                                number(object, "dp"),
                                number(object, "dq"),
                                number(object, "qi"))
                        : new RSAPrivateKeySpec(modulus, secret),
                false);
    }

    private static Key ec(ObjectValue object) {
        ECParameterSpec curve = Curves.parameters(text(object, "crv"));
        if (object.get("d") != null) {
            return Curves.privateKey(curve, number(object, "d"));
        }
        return Curves.publicKey(curve, new ECPoint(number(object, "x"), number(object, "y")));
    }

    private static Key octets(ObjectValue object) {
        if (!text(object, "crv").equals("Ed25519")) {
            throw new CryptoException("unsupported curve algorithm " + text(object, "crv"));
        }
        if (object.get("d") != null) {
            byte[] seed = Der.write(Der.OCTET_STRING, Der.write(Der.OCTET_STRING, bytes(object, "d")));
            return load(
                    "Ed25519",
                    new PKCS8EncodedKeySpec(Der.write(Der.SEQUENCE, Der.write(BigInteger.ZERO), ED25519_PUBLIC, seed)),
                    false);
        }
        byte[] point = Der.write(Der.BIT_STRING, new byte[1], bytes(object, "x"));
        return load("Ed25519", new X509EncodedKeySpec(Der.write(Der.SEQUENCE, ED25519_PUBLIC, point)), true);
    }

    private static Key load(String algorithm, KeySpec spec, boolean isPublic) {
        try {
            KeyFactory factory = KeyFactory.getInstance(algorithm);
            return isPublic ? factory.generatePublic(spec) : factory.generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new CryptoException("failed to parse a JWK: " + CryptoException.reason(e));
        }
    }

    private static String text(ObjectValue object, String name) {
        Value value = object.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof StringValue string) {
            return string.value();
        }
        throw new CryptoException("\"" + name + "\" of a JWK must be a string");
    }

    private static byte[] bytes(ObjectValue object, String name) {
        if (object.get(name) == null) {
            throw new CryptoException("required field " + name + " is missing");
        }
        try {
            return Base64.getUrlDecoder().decode(text(object, name).replaceAll("=+$", ""));
        } catch (IllegalArgumentException e) {
            throw new CryptoException("\"" + name + "\" of a JWK is no base64url: " + e.getMessage());
        }
    }

    private static BigInteger number(ObjectValue object, String name) {
        return new BigInteger(1, bytes(object, name));
    }

    /**
     * A private key as a JSON web key.
     *
     * @param key the key: RSA, of an elliptic curve, or Ed25519
     * @return its members
     */
    public static ObjectValue of(Key key) {
        ObjectValue.Builder out = ObjectValue.builder();
        if (key instanceof RSAPrivateCrtKey rsa) {
            put(out, "n", rsa.getModulus());
            put(out, "e", rsa.getPublicExponent());
            put(out, "d", rsa.getPrivateExponent());
            put(out, "p", rsa.getPrimeP());
            put(out, "q", rsa.getPrimeQ());
            put(out, "dp", rsa.getPrimeExponentP());
            put(out, "dq", rsa.getPrimeExponentQ());
            put(out, "qi", rsa.getCrtCoefficient());
            return out.put("kty", StringValue.of("RSA")).build();
        }
        if (key instanceof ECPrivateKey ec) {
            ECParameterSpec curve = ec.getParams();
            ECPoint point = Curves.point(curve, ec.getS());
            int size = Curves.size(curve);
            put(out, "d", fixed(ec.getS(), size));
            put(out, "x", fixed(point.getAffineX(), size));
            put(out, "y", fixed(point.getAffineY(), size));
            out.put(
                    "crv",
                    StringValue.of(Curves.name(curve)
                            .orElseThrow(() -> new CryptoException("the curve of a key has no name in a JWK"))));
            return out.put("kty", StringValue.of("EC")).build();
        }
        if (Ed25519.seed(key).isPresent()) {
            byte[] seed = Ed25519.seed(key).get();
            put(out, "d", seed);
            put(out, "x", Ed25519.publicBytes(seed));
            out.put("crv", StringValue.of("Ed25519"));
            return out.put("kty", StringValue.of("OKP")).build();
        }
        throw new CryptoException(
                key instanceof RSAPrivateKey ? "a key without its primes" : "a key of an unknown type");
    }

    private static void put(ObjectValue.Builder out, String name, BigInteger number) {
        put(out, name, unsigned(number));
    }

    private static void put(ObjectValue.Builder out, String name, byte[] bytes) {
        out.put(name, StringValue.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    /** The bytes of a positive number, without a leading zero. */
    static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** The last so many bytes of a positive number, with zeros before it. */
    static byte[] fixed(BigInteger number, int size) {
        byte[] bytes = unsigned(number);
        byte[] out = new byte[size];
        System.arraycopy(bytes, 0, out, size - bytes.length, bytes.length);
        return out;
    }
}

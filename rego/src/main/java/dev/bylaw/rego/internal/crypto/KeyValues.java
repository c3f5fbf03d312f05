package dev.bylaw.rego.internal.crypto;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Private keys as values, with the members that OPA gives them. */
public final class KeyValues {
    private KeyValues() {}

    /**
     * A private key as a value.
     *
     * @param key the key
     * @return an object of numbers; for Ed25519 the bytes as base64
     */
    public static Value of(PrivateKey key) {
        if (key instanceof RSAPrivateCrtKey rsa) {
            ObjectValue computed = new Structure()
                    .put("Dp", rsa.getPrimeExponentP())
                    .put("Dq", rsa.getPrimeExponentQ())
                    .put("Qinv", rsa.getCrtCoefficient())
                    .put("CRTValues", ArrayValue.EMPTY)
                    .build();
            return new Structure()
                    .put("N", rsa.getModulus())
                    .put("E", rsa.getPublicExponent())
                    .put("D", rsa.getPrivateExponent())
                    .put("Primes", List.of(NumberValue.of(rsa.getPrimeP()), NumberValue.of(rsa.getPrimeQ())))
                    .put("Precomputed", computed)
                    .build();
        }
        if (key instanceof ECPrivateKey ec) {
            ECPoint point = Curves.point(ec.getParams(), ec.getS());
            return new Structure()
                    .put("Curve", ObjectValue.EMPTY)
                    .put("D", ec.getS())
                    .put("X", point.getAffineX())
                    .put("Y", point.getAffineY())
                    .build();
        }
        byte[] seed = Ed25519.seed(key).orElseThrow(() -> new CryptoException("a key of an unknown type"));
        byte[] both = Arrays.copyOf(seed, 2 * Ed25519.SIZE);
        System.arraycopy(Ed25519.publicBytes(seed), 0, both, Ed25519.SIZE, Ed25519.SIZE);
        return Structure.bytes(both);
    }

    /**
     * Certificates with the private key of the first one.
     *
     * @param certificates the PEM text of the certificates
     * @param keys the PEM text of the key
     * @return the object that OPA gives
     * @throws CryptoException if one is malformed or the key is not that of the certificate
     */
    public static ObjectValue pair(String certificates, String keys) {
        List<byte[]> chain = Pem.all(certificates).stream()
                .filter(block -> block.type().equals("CERTIFICATE"))
                .map(Pem.Block::bytes)
                .toList();
        if (chain.isEmpty()) {
            throw new CryptoException("tls: failed to find any PEM data in certificate input");
        }
        Optional<PrivateKey> key = Pem.all(keys).stream()
                .filter(block ->
                        block.type().equals("PRIVATE KEY") || block.type().endsWith(" PRIVATE KEY"))
                .findFirst()
                .map(KeyValues::key);
        if (key.isEmpty()) {
            throw new CryptoException("tls: failed to find any PEM data in key input");
        }
        ObjectValue leaf = Certificates.certificate(chain.get(0), false);
        PublicKey expected = PrivateKeys.publicKey(Certificates.publicKeyInfo(chain.get(0)))
                .orElseThrow(() -> new CryptoException("tls: unknown public key algorithm"));
        if (!belongs(key.get(), expected)) {
            throw new CryptoException("tls: private key does not match public key");
        }
        return new Structure()
                .put("Certificate", chain.stream().map(Structure::bytes).toList())
                .put("PrivateKey", of(key.get()))
                .put("Leaf", leaf)
                .putNull("OCSPStaple")
                .putNull("SignedCertificateTimestamps")
                .putNull("SupportedSignatureAlgorithms")
                .build();
    }

    /** A key of any form, whatever its block is called. */
    private static PrivateKey key(Pem.Block block) {
        for (String type : List.of("RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY")) {
            try {
                return PrivateKeys.of(new Pem.Block(type, block.bytes(), "")).orElseThrow();
            } catch (CryptoException e) {
                // The next form.
            }
        }
        throw new CryptoException("tls: failed to parse private key");
    }

    private static boolean belongs(PrivateKey key, PublicKey expected) {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return expected instanceof RSAPublicKey other && other.getModulus().equals(rsa.getModulus());
        }
        if (key instanceof ECPrivateKey ec) {
            return expected instanceof ECPublicKey other
                    && other.getW().equals(Curves.point(ec.getParams(), ec.getS()));
        }
        Optional<byte[]> seed = Ed25519.seed((Key) key);
        return seed.isPresent()
                && Certificates.key(expected).equals(Structure.bytes(Ed25519.publicBytes(seed.get())))
                && Certificates.key(expected) instanceof StringValue;
    }
}

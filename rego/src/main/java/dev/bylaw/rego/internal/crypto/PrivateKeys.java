package dev.bylaw.rego.internal.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads keys from their DER forms. */
public final class PrivateKeys {
    static final String RSA = "1.2.840.113549.1.1.1";
    static final String EC = "1.2.840.10045.2.1";
    static final String ED25519 = "1.3.101.112";

    private static final byte[] NULL = Der.write(Der.NULL);

    private PrivateKeys() {}

    /**
     * The keys in the PEM blocks of a text; blocks of other types are left out.
     *
     * @param text the text
     * @return the keys in their order
     * @throws CryptoException if one cannot be read
     */
    public static List<PrivateKey> ofPem(String text) {
        List<PrivateKey> keys = new ArrayList<>();
        for (Pem.Block block : Pem.all(text)) {
            of(block).ifPresent(keys::add);
        }
        return keys;
    }

    /** {@return the key in a PEM block; empty for a block of another type} */
    static Optional<PrivateKey> of(Pem.Block block) {
        return switch (block.type()) {
            case "RSA PRIVATE KEY" -> Optional.of(rsa(block.bytes()));
            case "PRIVATE KEY" -> Optional.of(pkcs8(block.bytes()));
            case "EC PRIVATE KEY" -> Optional.of(ec(block.bytes(), Optional.empty()));
            default -> Optional.empty();
        };
    }

    /** A key in the form of PKCS #8. */
    static PrivateKey pkcs8(byte[] bytes) {
        Der key = new Der(bytes).next(Der.SEQUENCE).inside();
        key.next(Der.INTEGER);
        Der algorithm = key.next(Der.SEQUENCE).inside();
        String identifier =
                ObjectIdentifiers.text(algorithm.next(Der.OBJECT_IDENTIFIER).content());
        byte[] content = key.next(Der.OCTET_STRING).content();
        return switch (identifier) {
            case RSA -> rsa(content);
            case EC -> ec(content, algorithm.hasMore() ? Optional.of(algorithm.next()) : Optional.empty());
            case ED25519 -> load("Ed25519", bytes);
            default ->
                throw new CryptoException(
                        "x509: PKCS#8 wrapping contained private key with unknown algorithm: " + identifier);
        };
    }

    /** An RSA key in the form of PKCS #1. */
    static PrivateKey rsa(byte[] bytes) {
        Der key = new Der(bytes).next(Der.SEQUENCE).inside();
        BigInteger version = key.next(Der.INTEGER).integer();
        if (version.signum() != 0) {
            throw new CryptoException("x509: unsupported private key version");
        }
        byte[] algorithm = Der.write(Der.SEQUENCE, ObjectIdentifiers.write(RSA), NULL);
        return load("RSA", wrap(algorithm, bytes));
    }

    /** A key of an elliptic curve in the form of SEC 1; the curve may be named outside. */
    private static PrivateKey ec(byte[] bytes, Optional<Der.Element> outside) {
        Der key = new Der(bytes).next(Der.SEQUENCE).inside();
        key.next(Der.INTEGER);
        key.next(Der.OCTET_STRING);
        byte[] curve;
        if (key.isNext(Der.CONSTRUCTED)) {
            curve = key.next().inside().next(Der.OBJECT_IDENTIFIER).whole();
        } else {
            curve = outside.orElseThrow(() -> new CryptoException("x509: unknown elliptic curve"))
                    .whole();
        }
        return load("EC", wrap(Der.write(Der.SEQUENCE, ObjectIdentifiers.write(EC), curve), bytes));
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return Der.write(Der.SEQUENCE, Der.write(BigInteger.ZERO), algorithm, Der.write(Der.OCTET_STRING, key));
    }

    private static PrivateKey load(String algorithm, byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new CryptoException("x509: failed to parse private key: " + CryptoException.reason(e));
        }
    }

    /**
     * The public key of a {@code SubjectPublicKeyInfo}.
     *
     * @param bytes its encoding
     * @return the key; empty if its algorithm is not known
     * @throws CryptoException if it is malformed
     */
    public static Optional<PublicKey> publicKey(byte[] bytes) {
        Der info = new Der(bytes).next(Der.SEQUENCE).inside();
        String identifier = ObjectIdentifiers.text(
                info.next(Der.SEQUENCE).inside().next(Der.OBJECT_IDENTIFIER).content());
        String algorithm =
                switch (identifier) {
                    case RSA -> "RSA";
                    case EC -> "EC";
                    case ED25519 -> "Ed25519";
                    default -> "";
                };
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException e) {
            throw new CryptoException("x509: failed to parse public key: " + CryptoException.reason(e));
        }
    }
}

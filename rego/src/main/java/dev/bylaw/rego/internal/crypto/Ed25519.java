package dev.bylaw.rego.internal.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of Ed25519 keys (RFC 8032). */
final class Ed25519 {
    static final int SIZE = 32;

    private Ed25519() {}

    /** The seed of a private key; empty for a key of another type. */
    static Optional<byte[]> seed(Key key) {
        return key instanceof EdECPrivateKey secret
                        && secret.getParams().getName().equals("Ed25519")
                ? secret.getBytes()
                : Optional.empty();
    }

    /** The public key that belongs to a seed. */
    static byte[] publicBytes(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(SIZE * Byte.SIZE - 1, new Given(seed));
            byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - SIZE, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new CryptoException("Ed25519 is not available in this Java runtime");
        }
    }

    /** Gives the seed where the generator asks for chance. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
        }
    }
}

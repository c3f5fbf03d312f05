package dev.bylaw.rego.internal.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Optional;

/** The elliptic curves of JSON web keys. */
final class Curves {
    private Curves() {}

    /** The name of a curve in JSON web keys. */
    static Optional<String> name(ECParameterSpec parameters) {
        return switch (parameters.getOrder().bitLength()) {
            case 256 -> Optional.of("P-256");
            case 384 -> Optional.of("P-384");
            case 521 -> Optional.of("P-521");
            default -> Optional.empty();
        };
    }

    /** The curve of this name. */
    static ECParameterSpec parameters(String name) {
        String known =
                switch (name) {
                    case "P-256" -> "secp256r1";
                    case "P-384" -> "secp384r1";
                    case "P-521" -> "secp521r1";
                    default -> throw new CryptoException("unsupported curve algorithm " + name);
                };
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(known));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new CryptoException(known + " is not available in this Java runtime");
        }
    }

    /** How many bytes a coordinate has. */
    static int size(ECParameterSpec parameters) {
        return (parameters.getCurve().getField().getFieldSize() + 7) / 8;
    }

    static ECPublicKey publicKey(ECParameterSpec parameters, ECPoint point) {
        if (!isOnCurve(parameters.getCurve(), point)) {
            throw new CryptoException("the point of a key is not on its curve");
        }
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters));
        } catch (GeneralSecurityException e) {
            throw new CryptoException("failed to parse an EC key: " + CryptoException.reason(e));
        }
    }

    static ECPrivateKey privateKey(ECParameterSpec parameters, BigInteger secret) {
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, parameters));
        } catch (GeneralSecurityException e) {
            throw new CryptoException("failed to parse an EC key: " + CryptoException.reason(e));
        }
    }

    private static boolean isOnCurve(EllipticCurve curve, ECPoint point) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right =
                x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return x.signum() >= 0
                && y.signum() >= 0
                && x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.multiply(y).mod(p).equals(right);
    }

    /** The public point of a secret: the generator so many times. */
    static ECPoint point(ECParameterSpec parameters, BigInteger secret) {
        BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger a = parameters.getCurve().getA();
        ECPoint result = ECPoint.POINT_INFINITY;
        ECPoint power = parameters.getGenerator();
        for (int i = 0; i < secret.bitLength(); i++) {
            if (secret.testBit(i)) {
                result = add(result, power, a, p);
            }
            power = add(power, power, a, p);
        }
        return result;
    }

    private static ECPoint add(ECPoint left, ECPoint right, BigInteger a, BigInteger p) {
        if (left.equals(ECPoint.POINT_INFINITY)) {
            return right;
        }
        if (right.equals(ECPoint.POINT_INFINITY)) {
            return left;
        }
        BigInteger x = left.getAffineX();
        BigInteger y = left.getAffineY();
        BigInteger slope;
        if (x.equals(right.getAffineX())) {
            if (!y.equals(right.getAffineY()) || y.signum() == 0) {
                return ECPoint.POINT_INFINITY;
            }
            slope = x.multiply(x)
                    .multiply(BigInteger.valueOf(3))
                    .add(a)
                    .multiply(y.shiftLeft(1).modInverse(p));
        } else {
            slope = right.getAffineY()
                    .subtract(y)
                    .multiply(right.getAffineX().subtract(x).modInverse(p));
        }
        BigInteger newX =
                slope.multiply(slope).subtract(x).subtract(right.getAffineX()).mod(p);
        return new ECPoint(newX, slope.multiply(x.subtract(newX)).subtract(y).mod(p));
    }
}

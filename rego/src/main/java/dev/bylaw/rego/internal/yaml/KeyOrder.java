package dev.bylaw.rego.internal.yaml;

import java.math.BigInteger;
import java.util.Comparator;

/** The order of keys in Go's YAML: letters behind everything else, and numbers in a text by their value. */
final class KeyOrder implements Comparator<String> {
    static final KeyOrder INSTANCE = new KeyOrder();

    private KeyOrder() {}

    @Override
    public int compare(String left, String right) {
        int[] l = left.codePoints().toArray();
        int[] r = right.codePoints().toArray();
        boolean digits = false;
        for (int i = 0; i < l.length && i < r.length; i++) {
            if (l[i] == r[i]) {
                digits = Character.isDigit(l[i]);
                continue;
            }
            boolean leftLetter = Character.isLetter(l[i]);
            boolean rightLetter = Character.isLetter(r[i]);
            if (leftLetter && rightLetter) {
                return Integer.compare(l[i], r[i]);
            }
            if (leftLetter || rightLetter) {
                // Behind digits a letter ends the number, which makes it the smaller one.
                return leftLetter == digits ? -1 : 1;
            }
            return compareNumbers(l, r, i);
        }
        return Integer.compare(l.length, r.length);
    }

    private static int compareNumbers(int[] l, int[] r, int at) {
        boolean significant = false;
        if (l[at] == '0' || r[at] == '0') {
            for (int i = at - 1; i >= 0 && Character.isDigit(l[i]); i--) {
                significant |= l[i] != '0';
            }
        }
        int leftEnd = digitsEnd(l, at);
        int rightEnd = digitsEnd(r, at);
        int byValue = number(l, at, leftEnd, significant).compareTo(number(r, at, rightEnd, significant));
        if (byValue != 0) {
            return byValue;
        }
        return leftEnd != rightEnd ? Integer.compare(leftEnd, rightEnd) : Integer.compare(l[at], r[at]);
    }

    private static int digitsEnd(int[] text, int from) {
        int at = from;
        while (at < text.length && Character.isDigit(text[at])) {
            at++;
        }
        return at;
    }

    private static BigInteger number(int[] text, int from, int to, boolean significant) {
        StringBuilder digits = new StringBuilder(significant ? "1" : "0");
        for (int i = from; i < to; i++) {
            digits.append(Character.digit(text[i], 10));
        }
        return new BigInteger(digits.toString());
    }
}

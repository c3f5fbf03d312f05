package dev.bylaw.internal.jinja.value;

import java.math.BigInteger;
import java.util.function.BooleanSupplier;

/**
 * What an evaluation may still spend. Each limit that is reached ends the evaluation with an error that names it. Not
 * thread-safe.
 */
public final class Budget {
    /** How many steps pass between two looks at the cancellation hook. */
    private static final int CANCEL_INTERVAL = 1_024;

    /** So many characters are gone through in about the time of a step. */
    private static final int CHARACTERS_A_STEP = 128;

    /** So many bits are added or divided by a short number in about the time of a step. */
    private static final int BITS_A_STEP = 1 << 10;

    /** So many pairs of bits are multiplied in about the time of a step. */
    private static final int PRODUCT_BITS_A_STEP = 1 << 20;

    private final Limits limits;
    private final BooleanSupplier cancelled;
    private long steps;
    private long trialSteps;
    private int trials;
    private long characters;
    private int depth;
    private int calls;

    /**
     * A fresh budget.
     *
     * @param limits how much may be spent
     * @param cancelled asked now and then whether to stop
     */
    public Budget(Limits limits, BooleanSupplier cancelled) {
        this.limits = limits;
        this.cancelled = cancelled;
    }

    /** {@return how much may be spent in all} */
    public Limits limits() {
        return limits;
    }

    /** From here on until the end of the trial, steps are paid from a purse of their own, which is as large. */
    public void beginTrial() {
        trials++;
    }

    /** Ends what {@link #beginTrial()} began. */
    public void endTrial() {
        trials--;
    }

    /** Spends one step. */
    public void step() {
        if (trials > 0) {
            if (++trialSteps > limits.steps()) {
                throw TemplateException.limit("more than " + limits.steps() + " steps in branches not taken");
            }
            return;
        }
        if (++steps > limits.steps()) {
            throw TemplateException.limit("more than " + limits.steps() + " steps");
        }
        if (steps % CANCEL_INTERVAL == 0 && cancelled.getAsBoolean()) {
            throw TemplateException.limit("the evaluation was cancelled, for instance because its time was over");
        }
    }

    /** Spends many steps at once. */
    public void steps(long count) {
        if (trials > 0) {
            trialSteps += count;
        } else {
            steps += count;
        }
        step();
    }

    /** Spends steps for going through a text from end to end, if it is long. */
    public void read(Value value) {
        if (value instanceof StringValue string && string.text().length() >= CHARACTERS_A_STEP) {
            steps(string.text().length() / CHARACTERS_A_STEP);
        }
    }

    /** Spends steps for computing with two integers, if they are long. */
    public void compute(BigInteger left, BigInteger right) {
        long a = left.bitLength();
        long b = right.bitLength();
        if (a + b >= BITS_A_STEP) {
            steps((a + b) / BITS_A_STEP + a * b / PRODUCT_BITS_A_STEP);
        }
    }

    /** {@return how many steps were spent} */
    public long spent() {
        return steps;
    }

    /** Spends characters for a text that was made. */
    public void characters(long count) {
        if (count > limits.textLength()) {
            throw TemplateException.limit("a text of more than " + limits.textLength() + " characters");
        }
        characters += count;
        if (characters > limits.characters()) {
            throw TemplateException.limit("more than " + limits.characters() + " characters of texts in all");
        }
    }

    /** Checks the size of a collection. */
    public void items(long count) {
        if (count > limits.items()) {
            throw TemplateException.limit("a collection of more than " + limits.items() + " items");
        }
    }

    /** Goes one level deeper into nested expressions, tags and macros. */
    public void enter() {
        if (depth >= limits.depth()) {
            throw TemplateException.limit("expressions, tags and macros nested more than " + limits.depth() + " deep");
        }
        depth++;
    }

    /** Comes back from one level. */
    public void leave() {
        depth--;
    }

    /** Goes into the call of a macro. */
    public void enterCall() {
        if (calls >= limits.calls()) {
            throw TemplateException.limit("macro calls nested more than " + limits.calls()
                    + " deep, for instance a macro that calls itself without end");
        }
        calls++;
    }

    /** Comes back from the call of a macro. */
    public void leaveCall() {
        calls--;
    }

    /** {@return how deep macro calls are nested} */
    public int calls() {
        return calls;
    }

    /** {@return a text that was made, paid for} */
    public StringValue text(String text) {
        characters(text.length());
        return new StringValue(text);
    }
}

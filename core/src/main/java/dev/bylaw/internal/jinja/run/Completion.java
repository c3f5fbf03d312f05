package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a statement may end. Where it cannot be known which branch is taken, it may end in several ways.
 *
 * @param falls whether what follows may be executed
 * @param breaks whether the loop may be left
 * @param continues whether the next pass of the loop may begin
 * @param returns values that the macro may return
 * @param reason why it cannot be known how it ends, where that is so
 */
record Completion(boolean falls, boolean breaks, boolean continues, List<Value> returns, Optional<String> reason) {
    private Completion(boolean falls, boolean breaks, boolean continues, List<Value> returns) {
        this(falls, breaks, continues, returns, Optional.empty());
    }

    /** What follows is executed. */
    static final Completion NORMAL = new Completion(true, false, false, List.of());

    /** The loop is left. */
    static final Completion BREAK = new Completion(false, true, false, List.of());

    /** The next pass of the loop begins. */
    static final Completion CONTINUE = new Completion(false, false, true, List.of());

    /** Every branch fails. */
    static final Completion DEAD = new Completion(false, false, false, List.of());

    /** The macro returns a value. */
    static Completion returned(Value value) {
        return new Completion(false, false, false, List.of(value));
    }

    /** {@return whether what follows may not be executed although it may} */
    boolean exits() {
        return breaks || continues || !returns.isEmpty();
    }

    /** {@return this end or that one} */
    Completion or(Completion other) {
        if (this == NORMAL && other == NORMAL) {
            return NORMAL;
        }
        return new Completion(
                falls || other.falls,
                breaks || other.breaks,
                continues || other.continues,
                together(returns, other.returns),
                reason.or(other::reason));
    }

    /** {@return the same end, which is not certain} */
    Completion because(String why) {
        return exits() && reason.isEmpty() ? new Completion(falls, breaks, continues, returns, Optional.of(why)) : this;
    }

    /** {@return this end, and where it falls through, that one} */
    Completion then(Completion next) {
        if (!falls) {
            return this;
        }
        return new Completion(
                next.falls,
                breaks || next.breaks,
                continues || next.continues,
                together(returns, next.returns),
                reason.or(next::reason));
    }

    /** {@return the end of the passes so far, with a further pass; it falls through if one more may follow} */
    Completion afterPass(Completion pass) {
        return new Completion(
                pass.falls || pass.continues,
                breaks || pass.breaks,
                false,
                together(returns, pass.returns),
                reason.or(pass::reason));
    }

    /** {@return the end of a loop whose passes end so} */
    Completion ofLoop() {
        return returns.isEmpty() && (falls || breaks || continues)
                ? NORMAL
                : new Completion(falls || breaks || continues, false, false, returns, reason);
    }

    private static List<Value> together(List<Value> first, List<Value> second) {
        if (second.isEmpty()) {
            return first;
        }
        List<Value> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}

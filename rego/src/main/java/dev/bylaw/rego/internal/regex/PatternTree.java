package dev.bylaw.rego.internal.regex;

import java.util.List;

/** A regular expression. */
sealed interface PatternTree {
    /** One of some characters. */
    record One(CharacterSet characters) implements PatternTree {}

    /** A place between characters: one of the conditions of {@link Automaton}. */
    record Place(int condition) implements PatternTree {}

    /** One behind the other; matches the empty text where there are none. */
    record Sequence(List<PatternTree> parts) implements PatternTree {}

    /** One or the other. */
    record Choice(List<PatternTree> alternatives) implements PatternTree {}

    /** The same several times; without a limit where {@code most} is -1, and rather seldom where {@code lazy}. */
    record Repeat(PatternTree part, int least, int most, boolean lazy) implements PatternTree {}

    /** A group that captures. */
    record Group(int number, PatternTree part) implements PatternTree {}
}

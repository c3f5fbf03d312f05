package dev.bylaw.rego.internal.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An expression that can be matched without trying ways: characters one behind the other, each taken as often as
 * possible, where what is taken so never fits what comes next. {@code ([a-z]+)-([0-9]+)} is one. Immutable.
 */
final class LinearPattern {
    /** So many characters may be looked at for each of the text; then RE2/J, which is never quadratic, goes on. */
    private static final int PATIENCE = 8;

    private static final int ASCII = 0x80;

    /** A character that is taken several times. */
    private record Item(CharacterSet characters, boolean[] ascii, int least, int most) {
        static Item of(CharacterSet characters, int least, int most) {
            boolean[] ascii = new boolean[ASCII];
            for (int c = 0; c < ASCII; c++) {
                ascii[c] = characters.contains(c);
            }
            return new Item(characters, ascii, least, most < 0 ? Integer.MAX_VALUE : most);
        }

        boolean takes(int c) {
            return c < ASCII ? ascii[c] : characters.contains(c);
        }
    }

    /** Which bound of a group stands before an item. */
    private record Bound(int item, int index) {}

    private final List<Item> items = new ArrayList<>();
    private final List<Bound> bounds = new ArrayList<>();
    private int groups;
    private boolean atBegin;
    private boolean atEnd;
    private boolean linear = true;

    private LinearPattern() {}

    /** The pattern of a tree; empty where it is none of these. */
    static Optional<LinearPattern> of(PatternTree tree) {
        LinearPattern pattern = new LinearPattern();
        pattern.add(tree);
        return pattern.linear && !pattern.items.isEmpty() && pattern.isDetermined()
                ? Optional.of(pattern)
                : Optional.empty();
    }

    private void add(PatternTree tree) {
        linear &= !atEnd;
        if (tree instanceof PatternTree.One one) {
            items.add(Item.of(one.characters(), 1, 1));
        } else if (tree instanceof PatternTree.Repeat repeat && repeat.part() instanceof PatternTree.One one) {
            linear &= !repeat.lazy() && (repeat.most() < 0 || repeat.least() <= repeat.most()) && repeat.most() != 0;
            items.add(Item.of(one.characters(), repeat.least(), repeat.most()));
        } else if (tree instanceof PatternTree.Sequence sequence) {
            sequence.parts().forEach(this::add);
        } else if (tree instanceof PatternTree.Group group) {
            groups = Math.max(groups, group.number());
            bounds.add(new Bound(items.size(), 2 * group.number()));
            add(group.part());
            bounds.add(new Bound(items.size(), 2 * group.number() + 1));
        } else if (tree instanceof PatternTree.Place place) {
            atBegin |= place.condition() == Automaton.BEGIN && items.isEmpty();
            atEnd |= place.condition() == Automaton.END;
            linear &= place.condition() == Automaton.END || place.condition() == Automaton.BEGIN && items.isEmpty();
        } else {
            linear = false;
        }
    }

    /** Whether nothing that an item could take too much of fits what may come next. */
    private boolean isDetermined() {
        boolean some = false;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            some |= item.least > 0;
            boolean open = item.least != item.most;
            for (int j = i + 1; open && j < items.size(); j++) {
                if (item.characters.meets(items.get(j).characters)) {
                    return false;
                }
                open = items.get(j).least == 0;
            }
        }
        return some;
    }

    /** {@return how many groups there are, the whole not counted} */
    int groups() {
        return groups;
    }

    /** A search through one text, from match to match. */
    final class Search {
        private final String text;
        private long patience;
        private int[] found;

        Search(String text) {
            this.text = text;
            this.patience = 64 + (long) PATIENCE * text.length();
        }

        /** {@return the bounds of the match that was found last, and of its groups} */
        int[] found() {
            return found;
        }

        /** {@return whether the search took too long and is to be given up} */
        boolean isTooLong() {
            return patience < 0;
        }

        /** Looks for the next match from a place on; {@return whether there is one} */
        boolean next(int from) {
            for (int start = from; start < text.length() && patience >= 0; start++) {
                boolean inside = start > 0
                        && Character.isLowSurrogate(text.charAt(start))
                        && Character.isHighSurrogate(text.charAt(start - 1));
                if (!inside && (!atBegin || start == 0) && match(start)) {
                    return true;
                }
                if (atBegin) {
                    return false;
                }
            }
            return false;
        }

        private boolean match(int start) {
            int at = start;
            int bound = 0;
            int[] matched = null;
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                while (bound < bounds.size() && bounds.get(bound).item == i) {
                    matched = matched == null ? bounds() : matched;
                    matched[bounds.get(bound++).index] = at;
                }
                int count = 0;
                while (count < item.most && at < text.length()) {
                    int c = text.charAt(at);
                    int width = 1;
                    if (c >= ASCII) {
                        c = text.codePointAt(at);
                        width = Character.charCount(c);
                    }
                    if (!item.takes(c)) {
                        break;
                    }
                    at += width;
                    count++;
                }
                patience -= count + 1;
                if (count < item.least) {
                    return false;
                }
            }
            if (atEnd && at < text.length()) {
                return false;
            }
            matched = matched == null ? bounds() : matched;
            while (bound < bounds.size()) {
                matched[bounds.get(bound++).index] = at;
            }
            matched[0] = start;
            matched[1] = at;
            found = matched;
            return true;
        }

        private int[] bounds() {
            int[] all = new int[2 * groups + 2];
            Arrays.fill(all, -1);
            return all;
        }
    }

    /** {@return a search through a text} */
    Search search(String text) {
        return new Search(text);
    }
}

package dev.bylaw.internal.text;

import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Text that was made from a template, with a map from its offsets back to the template. Immutable.
 *
 * <p>A stretch that was copied maps character by character; a stretch that an expression made maps as a whole to that
 * expression in the template file, also where a macro of another file wrote it.
 */
public final class MappedText {
    /**
     * A stretch of the text.
     *
     * @param start its first offset in the made text
     * @param end the offset behind it
     * @param sourceStart the first offset in the template
     * @param sourceEnd the offset behind it in the template
     * @param copied whether both are the same characters
     */
    public record Segment(int start, int end, int sourceStart, int sourceEnd, boolean copied) {}

    private final SourceFile source;
    private final String text;
    private final List<Segment> segments;

    /**
     * A made text.
     *
     * @param source the template
     * @param text the text
     * @param segments stretches that cover the text without gaps, in order
     */
    public MappedText(SourceFile source, String text, List<Segment> segments) {
        this.source = Objects.requireNonNull(source, "source is null");
        this.text = Objects.requireNonNull(text, "text is null");
        this.segments = List.copyOf(segments);
    }

    /** {@return text that is its own template} */
    public static MappedText verbatim(SourceFile source) {
        int length = source.text().length();
        List<Segment> all = length == 0 ? List.of() : List.of(new Segment(0, length, 0, length, true));
        return new MappedText(source, source.text(), all);
    }

    /** {@return the template} */
    public SourceFile source() {
        return source;
    }

    /** {@return the made text} */
    public String text() {
        return text;
    }

    /** {@return the stretches, in order} */
    public List<Segment> segments() {
        return segments;
    }

    /** {@return the range of the template that a range of the made text comes from} */
    public Location locate(int start, int end) {
        if (segments.isEmpty()) {
            return source.location(0, 0);
        }
        int from = sourceOffset(start, false);
        int to = end > start ? sourceOffset(end - 1, true) : from;
        return source.location(from, Math.max(from, to));
    }

    /** The template offset of a character: its own start, or with {@code behind} the offset behind it. */
    private int sourceOffset(int offset, boolean behind) {
        Segment segment = segments.get(find(offset));
        if (segment.copied()) {
            int within = Math.min(Math.max(offset - segment.start(), 0), segment.end() - segment.start());
            int exact = segment.sourceStart() + within + (behind ? 1 : 0);
            return Math.min(exact, segment.sourceEnd());
        }
        return behind ? segment.sourceEnd() : segment.sourceStart();
    }

    private int find(int offset) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).start() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Collects text with its origin. Not thread-safe. */
    public static final class Builder {
        private final SourceFile source;
        private final StringBuilder text = new StringBuilder();
        private final List<Segment> segments = new ArrayList<>();

        /** A builder of text made from this template. */
        public Builder(SourceFile source) {
            this.source = source;
        }

        /** Adds characters of the template as they are. */
        public Builder copy(int sourceStart, int sourceEnd) {
            if (sourceEnd > sourceStart) {
                int start = text.length();
                text.append(source.text(), sourceStart, sourceEnd);
                segments.add(new Segment(start, text.length(), sourceStart, sourceEnd, true));
            }
            return this;
        }

        /** Adds text that a stretch of the template made. */
        public Builder made(String made, int sourceStart, int sourceEnd) {
            if (!made.isEmpty()) {
                int start = text.length();
                text.append(made);
                segments.add(new Segment(start, text.length(), sourceStart, sourceEnd, false));
            }
            return this;
        }

        /** {@return how long the text is so far} */
        public int length() {
            return text.length();
        }

        /** {@return the text} */
        public MappedText build() {
            return new MappedText(source, text.toString(), segments);
        }
    }
}

package dev.bylaw.internal.json;

import java.util.HashMap;
import java.util.Map;

/** Which values of a JSON document are passed over without being kept. Immutable. */
public final class JsonSkips {
    /** Passes over nothing. */
    public static final JsonSkips NONE = new JsonSkips();

    private final Map<String, JsonSkips> children = new HashMap<>();
    private boolean whole;

    private JsonSkips() {}

    /**
     * Passes over the values at these paths.
     *
     * @param paths names separated by dots; {@code *} stands for every name and every index
     * @return the skips
     */
    public static JsonSkips of(String... paths) {
        JsonSkips top = new JsonSkips();
        for (String path : paths) {
            JsonSkips at = top;
            for (String name : path.split("\\.", -1)) {
                at = at.children.computeIfAbsent(name, key -> new JsonSkips());
            }
            at.whole = true;
        }
        return top;
    }

    /** {@return what is passed over inside the value of a name} */
    public JsonSkips in(String name) {
        JsonSkips child = children.get(name);
        if (child == null) {
            child = children.get("*");
        }
        return child == null ? NONE : child;
    }

    /** {@return whether this value itself is passed over} */
    public boolean isWhole() {
        return whole;
    }
}

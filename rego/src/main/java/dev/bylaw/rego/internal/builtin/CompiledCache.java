package dev.bylaw.rego.internal.builtin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keeps what is costly to compile; a limited number of them. Thread-safe, without locks where something is found. */
final class CompiledCache<K, V> {
    private static final int LIMIT = 200;

    private final Map<K, V> compiled = new ConcurrentHashMap<>();

    /** What was compiled before, or is now. */
    V get(K key, Function<? super K, ? extends V> compile) {
        V known = compiled.get(key);
        if (known == null) {
            known = compile.apply(key);
            if (compiled.size() >= LIMIT) {
                compiled.clear();
            }
            compiled.put(key, known);
        }
        return known;
    }
}

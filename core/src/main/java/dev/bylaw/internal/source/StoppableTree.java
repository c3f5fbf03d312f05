package dev.bylaw.internal.source;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.text.Stop;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Problem;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Files that nobody reads any more once the work is to end. */
final class StoppableTree implements SourceTree {
    private final SourceTree tree;
    private final Stop stop;

    StoppableTree(SourceTree tree, BooleanSupplier stopped) {
        this.tree = tree;
        this.stop = new Stop(stopped);
    }

    @Override
    public void goOn() {
        stop.check();
    }

    @Override
    public List<Entry> files() {
        stop.check();
        return tree.files();
    }

    @Override
    public List<Problem> problems() {
        return tree.problems();
    }

    @Override
    public Limits limits() {
        return tree.limits();
    }

    @Override
    public List<Entry> under(String directory, Diagnostics diagnostics) {
        stop.check();
        return tree.under(directory, diagnostics);
    }

    @Override
    public List<String> folders(String directory, Diagnostics diagnostics) {
        stop.check();
        return tree.folders(directory, diagnostics);
    }

    @Override
    public boolean isFile(String path) {
        stop.check();
        return tree.isFile(path);
    }

    @Override
    public Optional<SourceFile> text(String path, Diagnostics diagnostics) {
        stop.check();
        return tree.text(path, diagnostics);
    }

    @Override
    public Optional<byte[]> head(String path, int bytes, Diagnostics diagnostics) {
        stop.check();
        return tree.head(path, bytes, diagnostics);
    }

    @Override
    public Optional<InputStream> artifact(String path, Diagnostics diagnostics) {
        stop.check();
        return tree.artifact(path, diagnostics);
    }
}

package dev.bylaw.internal.jinja.value;

import dev.bylaw.workspace.Location;
import java.util.Optional;

/** Where a call stands in its file. */
public interface CallSite {
    /** {@return the place of the whole call} */
    Location location();

    /** {@return the place of a positional argument, if it is written out} */
    Optional<Site> positional(int index);

    /** {@return the place of a named argument, if it is written out} */
    Optional<Site.Member> named(String name);
}

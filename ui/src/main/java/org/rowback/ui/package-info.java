/// The window: what an app gives it ([Services]) and how it is started.
@org.jspecify.annotations.NullMarked
package org.rowback.ui;

package org.rowback.importers.postgres.heap;

/// A relation's file as records of the log name it.
///
/// @param id small, one for each file
/// @param toast whether it holds chunks of values kept outside of rows
public record HeapFile(int id, int tablespace, int database, int relation, boolean toast) {}

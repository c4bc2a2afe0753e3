package org.rowback.ui.causes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Puts the boxes of each column into an order in which few links cross: each is drawn to the middle of those that it is
/// linked with, column by column, there and back, and the best order seen is kept.
final class Ordering {
    private static final int SWEEPS = 6;

    private final List<Link> links;
    private final int[] columnOf;
    private final int[] rank;
    private final TreeMap<Integer, List<Integer>> columns = new TreeMap<>();

    private Ordering(Grouping grouping) {
        links = grouping.links();
        int count = grouping.boxes().size();
        columnOf = new int[count];
        rank = new int[count];
        for (int i = 0; i < count; i++) {
            columnOf[i] = grouping.boxes().get(i).column();
            List<Integer> column = columns.computeIfAbsent(columnOf[i], _ -> new ArrayList<>());
            rank[i] = column.size();
            column.add(i);
        }
    }

    /// The boxes of each column from top to bottom.
    static Map<Integer, List<Integer>> of(Grouping grouping) {
        Ordering ordering = new Ordering(grouping);
        int[] best = ordering.rank.clone();
        long least = ordering.crossings();
        for (int sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
            ordering.sweep(sweep % 2 == 0);
            long now = ordering.crossings();
            if (now < least) {
                least = now;
                best = ordering.rank.clone();
            }
        }
        ordering.take(best);
        return ordering.columns;
    }

    /// How often links between neighbouring columns cross in an order.
    static long crossings(Grouping grouping, Map<Integer, List<Integer>> order) {
        Ordering ordering = new Ordering(grouping);
        int[] rank = new int[ordering.rank.length];
        order.values()
                .forEach(
                        column -> {
                            for (int i = 0; i < column.size(); i++) {
                                rank[column.get(i)] = i;
                            }
                        });
        ordering.take(rank);
        return ordering.crossings();
    }

    private void take(int[] ranks) {
        System.arraycopy(ranks, 0, rank, 0, rank.length);
        columns.values().forEach(column -> column.sort(Comparator.comparingInt(i -> rank[i])));
    }

    private void sweep(boolean outward) {
        List<Integer> order = new ArrayList<>(columns.keySet());
        Comparator<Integer> byDistance = Comparator.comparingInt(Math::abs);
        order.sort(outward ? byDistance : byDistance.reversed());
        double[] sum = new double[rank.length];
        int[] count = new int[rank.length];
        for (int column : order) {
            Arrays.fill(sum, 0);
            Arrays.fill(count, 0);
            for (Link link : links) {
                draw(link.from(), link.to(), outward, sum, count);
                draw(link.to(), link.from(), outward, sum, count);
            }
            List<Integer> boxes = columns.getOrDefault(column, List.of());
            boxes.sort(
                    Comparator.comparingDouble(
                                    (Integer i) -> count[i] == 0 ? share(i) : sum[i] / count[i])
                            .thenComparingInt(i -> rank[i]));
            for (int i = 0; i < boxes.size(); i++) {
                rank[boxes.get(i)] = i;
            }
        }
    }

    private void draw(int box, int to, boolean outward, double[] sum, int[] count) {
        int own = Math.abs(columnOf[box]);
        int other = Math.abs(columnOf[to]);
        if (outward ? other < own : other > own) {
            sum[box] += share(to);
            count[box]++;
        }
    }

    /// How far down its column a box is, from 0 to 1.
    private double share(int box) {
        int size = columns.getOrDefault(columnOf[box], List.of()).size();
        return (rank[box] + 0.5) / Math.max(1, size);
    }

    private long crossings() {
        long crossings = 0;
        for (int column : columns.keySet()) {
            List<int[]> between = new ArrayList<>();
            for (Link link : links) {
                int from = columnOf[link.from()] == column ? link.from() : link.to();
                int to = from == link.from() ? link.to() : link.from();
                if (columnOf[from] == column && columnOf[to] == column + 1) {
                    between.add(new int[] {rank[from], rank[to]});
                }
            }
            between.sort(Arrays::compare);
            crossings += inversions(between, rank.length);
        }
        return crossings;
    }

    /// Counts pairs whose second parts stand the other way round than their first, with a Fenwick tree.
    private static long inversions(List<int[]> sorted, int size) {
        int[] tree = new int[size + 2];
        long inversions = 0;
        for (int seen = 0; seen < sorted.size(); seen++) {
            int notLater = 0;
            for (int i = sorted.get(seen)[1] + 1; i > 0; i -= i & -i) {
                notLater += tree[i];
            }
            inversions += seen - notLater;
            for (int i = sorted.get(seen)[1] + 1; i < tree.length; i += i & -i) {
                tree[i]++;
            }
        }
        return inversions;
    }
}

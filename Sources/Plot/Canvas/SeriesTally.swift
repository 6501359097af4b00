/// How many points there are of each series, in order of the series: the same counts are the same value, whatever the
/// order in which they came. Few series meet in a cell, so a short sorted list is quicker than a dictionary.
struct SeriesTally: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        let series: Int
        var count: Int
    }

    private(set) var entries: [Entry] = []

    var total: Int { entries.reduce(0) { $0 + $1.count } }

    func count(of series: Int) -> Int {
        let place = place(of: series)
        return place < entries.count && entries[place].series == series ? entries[place].count : 0
    }

    mutating func add(_ series: Int) {
        let place = place(of: series)
        if place < entries.count, entries[place].series == series {
            entries[place].count += 1
        } else {
            entries.insert(Entry(series: series, count: 1), at: place)
        }
    }

    /// Where the series stands, or would stand.
    private func place(of series: Int) -> Int {
        guard let first = entries.first, let last = entries.last else { return 0 }
        // Points mostly come series by series, so it is the last.
        guard series < last.series else { return series == last.series ? entries.count - 1 : entries.count }
        // Of a whole canvas no series is missing, and its number says where it is.
        let guess = series &- first.series
        if entries.indices.contains(guess), entries[guess].series == series { return guess }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].series < series { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

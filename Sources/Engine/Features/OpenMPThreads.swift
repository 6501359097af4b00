// OpenMP's thread count, which oneDNN follows, is a setting of the calling thread. The functions are looked up in the
// running process, because oneDNN brings its own OpenMP along and we link none.

import Foundation

enum OpenMP {
    private static let setThreads = function("omp_set_num_threads", as: (@convention(c) (Int32) -> Void).self)
    private static let threads = function("omp_get_max_threads", as: (@convention(c) () -> Int32).self)

    /// Runs `body` with oneDNN confined to the calling thread, then puts the setting back. Primitives must be made
    /// under the same setting as they are run: oneDNN cuts their work up for so many threads.
    ///
    /// A oneDNN built without OpenMP has no such setting, and nothing is done.
    static func onOneThread<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let before = threads?()
        setThreads?(1)
        defer { if let before { setThreads?(before) } }
        return try body()
    }

    private static func function<Function>(_ name: String, as type: Function.Type) -> Function? {
        dlsym(dlopen(nil, RTLD_LAZY), name).map { unsafeBitCast($0, to: type) }
    }
}

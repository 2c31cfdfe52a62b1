// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How much an answer may use. A child process sets the limits on itself before it calls the answer.
package struct ResourceLimits: Sendable {
  /// The processor's time for all checks of an exercise, in seconds. An answer that waits instead has thrice as long.
  package var seconds: Int
  /// The address space, in bytes.
  package var memory: Int
  /// The largest file that can be written, in bytes.
  package var fileSize: Int

  /// Limits that the solutions stay far below, in debug builds and on busy machines, too.
  package init(seconds: Int = 20, memory: Int = 2 << 30, fileSize: Int = 1 << 20) {
    self.seconds = seconds
    self.memory = memory
    self.fileSize = fileSize
  }

  /// Limits this process, for good.
  func apply() {
    #if canImport(Glibc)
      let resources = [RLIMIT_CPU, RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_CORE].map { Int32($0.rawValue) }
    #else
      let resources = [RLIMIT_CPU, RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_CORE]
    #endif
    for (resource, limit) in zip(resources, [seconds, memory, fileSize, 0]) {
      // At the lower bound of time the process gets a signal that tells why, at the upper one it is ended.
      var bound = rlimit(
        rlim_cur: rlim_t(limit), rlim_max: rlim_t(resource == resources[0] ? limit + 1 : limit))
      setrlimit(resource, &bound)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A process that is run to its end or to the end of its time, whichever is first.
struct ChildProcess {
  /// How a process ended.
  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut
  }

  /// What a process left behind.
  struct Outcome {
    let ending: Ending
    /// What it wrote to the result's descriptor.
    let result: String
    /// What it wrote to standard output and standard error.
    let output: String
  }

  /// The program.
  let executable: String
  /// The words after the program's name.
  let arguments: [String]

  /// The most that is kept of what a child writes, in bytes; the rest is read and dropped.
  private static let capacity = 1 << 16

  /// Runs it, and ends it and all that it started after so many seconds.
  ///
  /// - Throws: `ProcessError` when it cannot be started.
  func run(seconds: Double) throws(ProcessError) -> Outcome {
    let result = try Pipe()
    let output = try Pipe()
    let process = try spawn(result: result, output: output)
    result.closeWriting()
    output.closeWriting()
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    var received: [[UInt8]] = [[], []]
    var status: Int32 = 0
    var ending: Ending?
    while ending == nil {
      _ = Self.wait(for: [result.reading, output.reading], into: &received, milliseconds: 20)
      if waitpid(process, &status, WNOHANG) == process {
        ending = Self.ending(status)
      } else if clock.now > deadline {
        kill(-process, SIGKILL)
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        ending = .timedOut
      }
    }
    // What the child left running could hold the pipes open.
    kill(-process, SIGKILL)
    while Self.wait(for: [result.reading, output.reading], into: &received, milliseconds: 0) {}
    result.closeReading()
    output.closeReading()
    return Outcome(
      ending: ending ?? .timedOut, result: String(decoding: received[0], as: UTF8.self),
      output: String(decoding: received[1], as: UTF8.self))
  }

  /// Reads what there is within some time.
  ///
  /// - Returns: Whether anything was read.
  private static func wait(
    for descriptors: [Int32], into received: inout [[UInt8]], milliseconds: Int32
  ) -> Bool {
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return false }
    var hasRead = false
    for (number, state) in polled.enumerated() where state.revents & Int16(POLLIN) != 0 {
      var buffer = [UInt8](repeating: 0, count: capacity)
      let count = read(state.fd, &buffer, buffer.count)
      guard count > 0 else { continue }
      hasRead = true
      received[number] += buffer.prefix(Swift.min(count, capacity - received[number].count))
    }
    // A pipe whose other end is closed is always ready; without a rest the loop would take the processor.
    if !hasRead, milliseconds > 0 { usleep(2000) }
    return hasRead
  }

  private static func ending(_ status: Int32) -> Ending {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  private func spawn(result: borrowing Pipe, output: borrowing Pipe) throws(ProcessError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDERR_FILENO)
    posix_spawn_file_actions_adddup2(&actions, result.writing, GradingChild.resultDescriptor)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var words = ([executable] + arguments).map { strdup($0) } + [nil]
    var variables = Self.environment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, executable, &actions, &attributes, &words, &variables)
    guard code == 0 else { throw ProcessError("cannot start '\(executable)'", code: code) }
    return process
  }

  /// Where libraries and temporary files are, and no more; a trap prints its message and no list of frames.
  private static var environment: [String] {
    let inherited = ["PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].compactMap { name -> String? in
      guard let value = getenv(name) else { return nil }
      return "\(name)=" + String(cString: value)
    }
    return inherited + ["SWIFT_BACKTRACE=enable=no", "OPENBLAS_NUM_THREADS=1"]
  }
}

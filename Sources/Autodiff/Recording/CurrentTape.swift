// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The tape that records on this thread: where constants go that no variable leads to a tape.
///
/// Thread-local by POSIX; a task-local value would be inherited by child tasks, which may outlive the recording.
enum CurrentTape {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    guard pthread_key_create(&key, nil) == 0 else { fatalError("no thread-local key is left") }
    return key
  }()

  static var storage: UnsafeMutablePointer<TapeStorage>? {
    pthread_getspecific(key)?.assumingMemoryBound(to: TapeStorage.self)
  }

  /// Makes `storage` the current tape while `body` runs; recordings may nest.
  static func with<Result>(_ storage: UnsafeMutablePointer<TapeStorage>, _ body: () throws -> Result) rethrows
    -> Result
  {
    let outer = pthread_getspecific(key)
    pthread_setspecific(key, storage)
    defer { pthread_setspecific(key, outer) }
    return try body()
  }
}

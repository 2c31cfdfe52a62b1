// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Synchronization

/// A wish that a run ends, which can come from anywhere: training finishes the update at hand, writes its checkpoint if it
/// has any, and returns with the status `.stopped(by: .cancellation)`.
public final class StopRequest: Sendable {
  private let wish = Atomic(false)
  private let heedsInterrupts: Bool

  /// A wish that has not been uttered.
  public convenience init() { self.init(heedsInterrupts: false) }

  private init(heedsInterrupts: Bool) { self.heedsInterrupts = heedsInterrupts }

  /// Whether the run is to end.
  public var isRequested: Bool {
    wish.load(ordering: .relaxed) || (heedsInterrupts && interrupted.load(ordering: .relaxed))
  }

  /// Asks the run to end.
  public func request() { wish.store(true, ordering: .relaxed) }

  /// A wish that Ctrl-C utters (`SIGINT`), and that a service manager does with `SIGTERM`. A second one of either ends the
  /// process at once, as the first one would without this.
  public static func onInterrupt() -> StopRequest {
    // A process that is started from a thread that blocks signals, as those of thread pools do, blocks them, too.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      sigaddset(&signals, number)
      signal(number) { number in
        interrupted.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    return StopRequest(heedsInterrupts: true)
  }
}

/// Whether the process was asked to end. A handler of signals can use nothing but what is global.
private let interrupted = Atomic(false)

// SPDX-License-Identifier: Apache-2.0
internal import Dispatch

/// Calls `body` with each number below `count`, on as many threads when there are processors for them, and returns when
/// all calls have returned. A single call stays on this thread. Handing out takes about a microsecond.
package func concurrently(_ count: Int, _ body: @Sendable (Int) -> Void) {
  if count == 1 { return body(0) }
  DispatchQueue.concurrentPerform(iterations: count, execute: body)
}

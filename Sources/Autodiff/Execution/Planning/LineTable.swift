// SPDX-License-Identifier: Apache-2.0

/// A value for each line of a list. The planner reads and writes several of them for every line of programs of millions,
/// so they are plain memory; whoever makes one deallocates it.
struct LineTable<Value: BitwiseCopyable> {
  private let values: UnsafeMutablePointer<Value>

  init(repeating value: Value, count: Int) {
    values = .allocate(capacity: count)
    values.initialize(repeating: value, count: count)
  }

  func deallocate() { values.deallocate() }

  @inline(__always)
  subscript(line: Int32) -> Value {
    get { values[Int(line)] }
    nonmutating set { values[Int(line)] = newValue }
  }
}

// SPDX-License-Identifier: Apache-2.0

extension Tensor {
  /// Reads the array of an NPY file, as `numpy.save` writes it. Numbers of another type than `Scalar` are rounded to
  /// nearest; `true` is 1. `NPYFile` tells the type, and reads parts of a file.
  ///
  /// - Throws: `FileError` when the file cannot be read, holds other things than numbers, or is damaged.
  /// - Complexity: O(count) time; memory for the result, twice that for Fortran order.
  public init(npy path: String) throws(FileError) { self = try NPYFile(path).tensor() }

  /// Writes the tensor as an NPY file of version 1.0, the bytes that `numpy.save` would write. An existing file is
  /// replaced at once or, on an error, not at all.
  ///
  /// - Throws: `FileError` when the file cannot be written.
  /// - Complexity: O(count).
  public func write(npy path: String) throws(FileError) {
    try FileWriter.write(FileContext(path, .npy)) { (file) throws(FileError) in
      try file.append(NPYHeader(ElementType(of: Scalar.self), shape).bytes)
      try file.append(scalars: scalars)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

internal import Foundation
@testable internal import Tensors
internal import Testing

@Suite struct FileWriterTests {
  @Test func aFailureLeavesTheOldFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x", "old")
    let context = FileContext(path, .csv)
    #expect(throws: FileError.self) {
      try FileWriter.write(context) { (file) throws(FileError) in
        try file.append(String(repeating: "new", count: 1 << 18))
        throw context.error("a failure")
      }
    }
    #expect(try readBytes(path) == Array("old".utf8))
    #expect(try folder.contents == ["x"])
  }

  @Test func permissionsAndLinksStay() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x", "old")
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try manager.createSymbolicLink(atPath: folder("link"), withDestinationPath: "x")
    try Tensor<Double>(1).write(npy: folder("link"))
    #expect(try Tensor<Double>(npy: path) == 1)
    #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try manager.destinationOfSymbolicLink(atPath: folder("link")) == "x")
    #expect(try folder.contents == ["link", "x"])
  }

  @Test func whatTheSystemRefusesIsNamed() throws {
    let folder = try TemporaryFolder()
    let x = Tensor<Double>.ones([3])
    func reason(_ body: () throws -> Void) -> String {
      #expect(throws: FileError.self) { try body() }?.description ?? ""
    }
    let missing = folder("no/x.npy")
    let advice = "No such file or directory; check the path and that its folder exists"
    #expect(reason { try x.write(npy: missing) } == "\(missing): NPY: cannot write in the folder: \(advice)")
    #expect(
      reason { _ = try Tensor<Double>(npy: missing) } == "\(missing): NPY: cannot open the file: \(advice)")
    #expect(reason { _ = try Tensor<Double>(npy: folder.path) }.hasSuffix(": NPY: the path is a folder"))
    #expect(reason { try x.write(npy: folder.path) }.contains("cannot write to the path"))
    #expect(reason { _ = try Tensor<Double>(npy: "/dev/null") }.contains("not a regular file"))
    #expect(reason { _ = try Tensor<Double>(npy: "a\0b") }.contains("NUL"))
    #expect(reason { try x.write(npy: "a\0b") }.contains("NUL"))
    #expect(try folder.contents == [])
    #if os(Linux)
      #expect(reason { try x.write(npy: "/dev/full") }.contains("No space left on device; free some space"))
    #endif
  }
}

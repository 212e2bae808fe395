// The clients of this target are generated. SwiftPM drops a target without a Swift file, so here is one.

package dev.fenceline.app.workspace;

/** How the workspace speaks to the person. Called on the application thread. */
public interface Voice {
  /** Something went wrong. */
  void problem(Problem problem);

  /** Something must be known of a session; it is said while that session is shown. */
  void remark(Problem problem, OpenSession session);

  /** Something was done that cannot be seen. */
  void news(String what, String detail);
}

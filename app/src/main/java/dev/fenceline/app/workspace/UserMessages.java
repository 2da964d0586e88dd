package dev.fenceline.app.workspace;

/** Shows messages to the user. Called on the application thread. */
public interface UserMessages {
  /** Shows a problem. */
  void problem(Problem problem);

  /** Shows something that the user must know about a session, while that session is shown. */
  void remark(Problem problem, OpenSession session);

  /** Shows that something was done which cannot be seen otherwise. */
  void news(String what, String detail);

  /** Shows why a key did nothing, in place of the last such reason. */
  void refused(String what, String why);
}
